### The open project: why something is refused, undo, what earlier sessions left.

workspace-in-doubt = The text of this article is not the one that was loaded. Look at what was changed first: “{ command-changed-text }” in the { menu-article } menu.
workspace-article-stays = The article stays: { $owner } has annotations of it in a file that could not be read. Nothing was changed.
workspace-no-journal = There is no journal, so an edit is only safe when it is in the project folder, a moment later: { $why }
workspace-brought-back =
    Postil or the computer stopped before everything was in the project folder. { $count ->
        [one] One change was
       *[other] { $count } changes were
    } brought back from the journal.
workspace-taken = { $name } has this project open in another window. Work there, or choose another annotator here.
workspace-then = Nothing was changed: this is the project as it was on { $when }. Come back to now to work on.
workspace-not-done = “{ $name }” was not done: { $why }.
workspace-not-done-unchanged = “{ $name }” was not done: { $why }. Nothing was changed.
workspace-not-undone = Undone: { $why }. Nothing was changed.
workspace-not-redone = Done again: { $why }. Nothing was changed.
workspace-more-differences = { $count } more differences could not be merged; both versions of them were kept.
