### Projects in their folders: what cannot be read or written, and what to do.

## Opening and making a project.

store-no-project = { $folder } is not a Postil project: { $why }. Choose the folder that holds project.ron, or make a new project.
store-no-project-gone = there is no such folder
store-no-project-file = it is a file
store-no-project-empty = there is no project.ron in it
store-damaged = { $place }: { $message } Nothing was changed. Repair the file there, or put back an earlier version of it.
store-unreadable = { $path } could not be read: { $why }. Nothing was changed.
store-occupied = { $path } is not empty. Nothing was changed. Choose a new or an empty folder for a new project.
store-not-made = The project could not be made: { $why }
store-cancelled = Opening was cancelled. Nothing was changed.

## Why the project can be read only.

store-read-only = The project folder is write-protected, so the project can be read but not changed. Change the permissions of the folder, or work on a copy.
store-read-only-codebook = The codebook could not be read, so nothing can be tagged: see { $file }. The project can be read but not changed.
store-read-only-folder = What is in the folder { $folder } cannot be seen: { $why }. So that nothing there is overwritten, the project can be read but not changed. Make the folder readable, and open the project again.
store-newer = It was written by a newer Postil (format { $format }; this one knows { $known }), so it can be read but not changed here. Update Postil to work on it.

## Files that cannot be used.

file-missing = The file is missing. Put it back.
file-unreadable = It cannot be read: { $why }. It stays as it is, and everything else is open.
file-damaged = { $message } The file stays as it is, and everything else is open. Repair it there, or bring its last good version back: with a press on this line in the list of “{ command-findings }” ({ menu-file } menu), or with postil mend.
file-newer = It was written by a newer Postil (format { $format }; this one knows { $known }), and this one cannot show it. It stays as it is, and everything else is open. Update Postil to work on it.
file-too-large = it has { $size } MB; Postil reads up to { $most } MB
file-link-to-nothing = it is a link to nothing
file-is-folder = it is a folder, not a file
file-is-device = it is a pipe or a device, not a file
file-leads-out = it is a link that leads out of the project

## What is wrong in a file.

file-no-format = There is no format 0.
file-no-utf-8 = This is not UTF-8 text.
file-empty = The file is empty.
file-two-versions = Git left two versions here that it could not merge, between <<<<<<< and >>>>>>>.
file-zero-byte = There is a zero byte, so this is not text.
file-cut-off = The file seems to be cut off: { $cause }.
file-place = line { $line }, column { $column }: { $message }
file-excess =
    There are { $count } { $what ->
        [tags] tags
        [roles] link roles
        [article_attributes] article fields
        [entity_types] entity types
        [entities] entities
        [corrections] corrections
        [highlighters] highlighters
        [withdrawn] corrections that were taken back
       *[annotations] annotations
    }; Postil reads up to { $most } in one file.
file-not-ron = it cannot be written as RON: { $why }

## What the system says; within a sentence.

disk-no-permission = you have no permission
disk-full = the disk is full
disk-quota = your quota on this disk is used up
disk-read-only = the disk is read-only
disk-gone = the file or its folder is gone
disk-folder-in-place = a folder stands in its place
disk-file-in-place = a file stands in the place of its folder

## What to do about it.

remedy-permission = Change the permissions of the file or its folder.
remedy-full = Make room on the disk.
remedy-read-only = Make the disk writable, or copy the project.
remedy-gone = Put the project folder back.
remedy-other = Check the disk and the folder.

## Articles and their texts.

open-text-missing = The text of this article is missing, so the article is not shown. Put the file back; what was annotated is still there.
open-about-missing = The file is missing, so the article goes by its id. Give it a title, and the file is made.
open-annotator-missing = The file is missing, so this annotator goes by the name of the folder. Give the annotator a name, and it is made.
open-line-ends = Its line ends were changed to CR LF, as git or an editor does on Windows. Annotations that stand in it unchanged go with it; all others are shown apart. Put the original file back; or, if the change is meant, choose “{ command-changed-text }” in the { menu-article } menu, or postil accept-text.
open-other-text = The text is not the one that was loaded. Annotations that stand in it unchanged go with it; all others are shown apart. Put the original file back; or, if the change is meant, choose “{ command-changed-text }” in the { menu-article } menu, or postil accept-text.
open-folder-unseen = What is in this folder cannot be seen: { $why }. It stays as it is.
open-stray = This is { $what }, so it was not read. Move it elsewhere.
open-strays = { $more } more files here are { $what } and were not read.
open-stray-layer = no layer of an article
open-stray-review = no review of an article
open-stray-work = no part of an annotator's work
open-stray-article = no file of an article
open-stray-annotator = no folder of an annotator

## Layers.

layer-no-article = The article { $article } is missing or cannot be read, so its annotations are not shown. They stay as they are; put the article back.
layer-elsewhere = The file says that it is the layer of another article or annotator; its place decides. Move it if it was put here by mistake.
layer-moved-none =
    The article's text is not the one on which this layer was made. None of its annotations was moved{ $left ->
        [0] .
        [one] ; one is to be placed by hand.
       *[other] ; { $left } are to be placed by hand.
    }
layer-moved =
    The article's text is not the one on which this layer was made. { $moved ->
        [one] One annotation was moved along with its words
       *[other] { $moved } annotations were moved along with their words
    }{ $left ->
        [0] .
        [one] ; one is to be placed by hand.
       *[other] ; { $left } are to be placed by hand.
    }
layer-more-wrong = … and { $more } more annotations of this file have something wrong.
layer-id-deleted = The annotation { $id } is both there and deleted. It is kept; delete it again if it should go.
layer-id-twice = The annotation id { $id } is there twice. Both are kept; the second is now { $fresh }, on disk from the next change of this layer on.
layer-lost = The annotation { $id } has lost its place: { $why }. It is kept, and shown apart. Open the article to re-attach it.
layer-no-tag = The annotation { $id } has no tag.
codebook-id-twice = The id { $id } is there twice. The first keeps it, with all that is marked; “{ $name }” now has the id { $fresh }, in the file from the next change of the codebook on.
register-twice = The entity { $id } is there twice; the version changed last is used.
edit-along =
    { $count ->
        [one] Move an annotation along with its text
       *[other] Move { $count } annotations along with their text
    }

## Why an annotation has no place; within a sentence.

lost-changed = the text was changed there since, so its place is not certain
lost-other-text = the text is another than the one on which it was made, and its place there is not certain
lost-empty = the span { $start }..{ $end } covers nothing
lost-beyond = the span { $start }..{ $end } reaches beyond the text, which has { $count } characters
lost-silent = the span { $start }..{ $end } does not say what it covers
lost-reads = at { $start }..{ $end } the text reads “{ $there }”, not “{ $quote }”
lost-in-journal = The text was changed while this annotation had not reached the project folder.

## Reviews.

review-no-article = The article { $article } is missing or cannot be read, so decisions and comments about it are not shown. They stay as they are; put the article back.
review-elsewhere = The file says that it is the review of another article or by somebody else; its place decides. Move it if it was put here by mistake.
review-twice = The id { $id } is there twice. The one made last counts.
