### A project in a git repository: the window Sync, and what it says of git.

job-syncing = Syncing with git
job-repository = Looking for a git repository

git-not-installed = Git is not installed, or not where programs are looked for. Install it from git-scm.com, and try again.
git-not-started = Git cannot be run: { $why }
git-no-repository = The project's folder is in no git repository. Make one with “git init”, or clone one that your colleagues share.
git-too-slow = “git { $what }” was broken off after { $seconds } seconds.
git-cancelled = Cancelled. What was committed until then stays.
git-offline =
    The other computer cannot be reached. What is here is committed, and goes there with the next sync. Git says:
    { $said }
git-nowhere =
    There is no repository where the remote leads; “git remote -v” in a terminal tells its address. What is here is committed, and goes there once that is mended. Git says:
    { $said }
git-credentials =
    The other computer wants to know who you are, and this program does not ask for passwords. Run “git push” once in a terminal so that git remembers them, or set up a key for ssh. Git says:
    { $said }
git-overtaken =
    { $count ->
        [one] Somebody else pushed first. Try again in a moment.
       *[other] Somebody else pushed first, { $count } times in a row. Try again in a moment.
    }
git-unresolved = Both sides changed these files in ways that cannot be brought together here: { $files }. The merge was taken back: what is here is committed and was not changed. Merge with “git merge” in a terminal, then sync again.
git-failed =
    “git { $what }” failed. Nothing of what is here is lost. Git says:
    { $said }

git-detached = No branch is checked out, but a single commit. Check a branch out with “git switch”, then sync.
git-under-way = A { $what } is under way in the repository. Finish it or take it back in a terminal, then sync.
git-ignored = The repository is told to ignore the project's folder (.gitignore), so git keeps nothing of it.
git-markers = Git has left two versions in { $files }. They are merged when the project is opened; sync afterwards.
git-many-remotes = The repository has several remotes ({ $names }), and the branch belongs to none of them. Say which with “git push --set-upstream”, once.

git-merge-edit = Merge what others pushed
git-merge-other = a colleague, through git
git-merge-message = Merge { $branch } of { $remote }
git-revived = The article { $article } was removed on one side, and worked on on the other: it stays.

## What a commit is about. The message of a commit begins so too.

git-message = { $name }: { $what }
git-message-more = and { $count } more
git-what-layers =
    { $count ->
        [one] annotations in 1 article
       *[other] annotations in { $count } articles
    }
git-what-reviews =
    { $count ->
        [one] decisions and comments in 1 article
       *[other] decisions and comments in { $count } articles
    }
git-what-articles =
    { $count ->
        [one] 1 article
       *[other] { $count } articles
    }
git-what-people =
    { $count ->
        [one] entities of 1 person
       *[other] entities of { $count } people
    }
git-what-codebook = the codebook
git-what-guidelines = the guidelines
git-what-settings = settings of the project
git-what-highlighters = highlighters
git-what-reviewing = how it is reviewed
git-what-others =
    { $count ->
        [one] 1 other file
       *[other] { $count } other files
    }

## The steps, while they are done and afterwards.

git-doing-set-up = Telling git how files of the project are merged…
git-doing-commit = Committing…
git-doing-fetch = Fetching what others have pushed…
git-doing-merge = Merging…
git-doing-push = Pushing…
git-done-set-up = Git knows now how files of the project are merged and compared, in this clone.
git-done-committed =
    { $count ->
        [one] Committed: 1 file.
       *[other] Committed: { $count } files.
    }
git-done-nothing-new = Nothing new to commit.
git-done-no-remote = The repository has no remote, so nothing was fetched or pushed.
git-done-nothing-fetched = Nothing new from others.
git-done-fetched =
    { $count ->
        [one] Fetched: 1 commit of others.
       *[other] Fetched: { $count } commits of others.
    }
git-done-merged = Merged: { $what }.
git-done-merged-nothing = Merged: nothing of the project changed here.
git-done-met =
    { $count ->
        [one] 1 file was changed on both sides, and was merged.
       *[other] { $count } files were changed on both sides, and were merged.
    }
git-done-pushed =
    { $count ->
        [one] Pushed: 1 commit.
       *[other] Pushed: { $count } commits.
    }
git-done-nothing-to-push = The others have everything.
git-done-overtaken = Somebody else pushed first: fetching again.

## The window.

sync-title = Sync with git
sync-looking = Looking what there is to do…
sync-place = Repository: { $path }
sync-branch = Branch { $branch }
sync-to = goes to { $branch } of { $remote } ({ $address })
sync-to-new = goes to { $branch } of { $remote } ({ $address }), where this branch is new
sync-no-remote = There is no remote: everything is committed, and nothing fetched or pushed.
sync-new-here = New here: { $added } new files, { $changed } changed, { $deleted } removed.
sync-about = That is: { $what }.
sync-nothing-new = Nothing is new here since the last commit.
sync-message = The commit will say:
sync-author = Git knows no name of yours. The commit will name { $name } <{ $address }>.
sync-sets-up = Git will be told, in this clone, how files of a Postil project are merged and compared.
sync-resumes = An earlier sync was broken off in the middle of a merge. That is brought to its end first.
sync-will = Then what others have pushed is fetched and merged, annotation by annotation, after a backup; and what is here is pushed.
sync-do = Sync
sync-hide = Go on in the background
sync-unsaved = Not everything can be written into the project's folder, so nothing is synced: { $why }
sync-no-backup = No backup could be made, so nothing was synced. { $why }
sync-done = Synced.
sync-done-quietly = Synced with git: { $what }
sync-failed = Not synced to the end.
sync-look-at =
    { $count ->
        [one] The two sides do not agree on 1 thing:
       *[other] The two sides do not agree on { $count } things:
    }
sync-take-theirs = Take theirs: { $what }
sync-take-edit = Take the others' version of { $what }
sync-theirs-taken = Theirs is here now, and goes to the others with the next sync. Undo brings yours back.
sync-choose-later = “Sync with git” shows both versions and takes theirs, if you like.
sync-more-disagreements =
    { $count ->
        [one] The two sides do not agree on 1 more thing.
       *[other] The two sides do not agree on { $count } more things.
    }
sync-taken-in = What came is taken into the open project, and told there.
sync-running = Syncing…
need-repository = The project's folder is in no git repository
