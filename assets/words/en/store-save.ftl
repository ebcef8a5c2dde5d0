### Saving: why a file was not written, and what is safe.

save-failed = It could not be written: { $why }. What was there before is still there. { $remedy }
save-unconfirmed = It was written, but the disk did not confirm it: { $why }. It may be lost if the computer stops now. { $remedy }
save-too-large = It was not written: { $why }, and could not be opened again. What was there before is still there.
save-in-the-way = Nothing was written: { $why }. Remove it, and save again.
save-contested = Another program changed this file; what it wrote is being taken in first.
save-changed-meanwhile = Another program changed this file while it was written.
save-changed-beside = Another program changed this file after it was read, so it was not overwritten. Your version is kept in memory, and beside it in { $file }. Close and open the project to see the other one.
save-changed-memory = Another program changed this file after it was read, so it was not overwritten. Your version is kept in memory only, as it could not be put beside it either ({ $why }). Close and open the project to see the other one.
save-changed-not-removed = Another program changed this file after it was read, so it was not removed. Close and open the project to see what it holds.
save-stands-there = { $message } What stands there now: { $why }
save-folder = The project folder { $folder } cannot be written: { $why }. Nothing in it was changed. Put it back or make it reachable again.
save-project-gone = project.ron is gone from it
save-project-unreadable = project.ron cannot be read: { $why }
save-locked = It was not written, so as not to destroy what could not be read. { $why }
save-no-article = The article { $article } is gone, so its annotations cannot be written. Undo its removal.
save-other-text = { $file } holds another text, and texts are never overwritten. Nothing was written. Put the original text back, or import this one as a new article.
save-not-removed-unknown = It was not removed, as it is not known whether somebody annotated it. { $why }
save-not-removed-annotated = It was not removed, as annotations of it are still there: { $files }. Nothing was changed. Undo its removal; or, if they should go too, move these files elsewhere.
save-not-removed-article = It was not removed, as its article was not.
save-not-taken-in = What another program wrote there could not be taken in, so it is not written before the project is opened again.
save-slow-disk = The disk did not answer in time. It is kept in memory; wait a moment and try again.
save-git-not-kept = Git left two versions here. They are merged, but they could not be kept as they were, so nothing was written: { $why }.
save-text-moved = The text is not the one on which the annotations stand. Close the project and open it again, to find their places in it.
save-text-on-its-way = It speaks of another text, which may still be on its way.
version-other-text = It speaks of another text.
version-elsewhere = It says that it is the layer of another article or annotator.

## Other versions of a file, which git or a synchronising program left.

version-git = Git left two versions here that it could not merge, between <<<<<<< and >>>>>>>. The first of them is shown. Open the project in the window, or run postil merge on its folder, and both come together.
version-git-unreadable = Of the two versions that git left here the second one cannot be read. { $why }
version-copy = This is another version of { $file }, as a synchronising program makes one when two computers have changed a file. Open the project in the window, or run postil merge on its folder, and both come together.
version-copy-unreadable = This seems to be another version of { $file }, but it cannot be merged. { $why }
version-not-kept = { $path } does not hold what was written
version-changed = { $file } was changed meanwhile
version-unreadable =
    { $which ->
        [common] The common version
        [ours] Our version
       *[theirs] Their version
    } cannot be read. { $why }
version-line = Line { $line }: { $message }
version-gone = it is not there
