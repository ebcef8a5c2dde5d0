## Readers of documents: DOCX, ODT, RTF, EPUB, PDF

# What is wrong with a file; in “It is no valid DOCX (…)”
document-at = { $why }, at byte { $at }
document-deep = its elements lie in each other more than { $most } deep
document-entity = it does not define “{ $name }”
document-definitions = it defines a type of document of its own, which is not read
document-breaks-off = it breaks off before its end
document-no-archive = it is no ZIP archive, as files of this kind are
document-no-rtf = it does not begin as RTF does
document-no-pdf = it does not begin as PDF does
document-broke-down = the reader broke down over it
document-lacks = { $part } is missing

# What people should know of a file that was read
document-comments = { $count ->
    [one] A comment was left out.
   *[other] { $count } comments were left out.
}
document-deletions = Text that was deleted while changes were tracked was left out.
document-hidden = Hidden text was left out.
document-embedded = { $count ->
    [one] A file in the document was left out.
   *[other] { $count } files in the document were left out.
}
document-code-page = Its letters are in code page { $page }, which is not known: check that they look right.
document-ended-early = It ends earlier than it should; what is there was read.
document-missing = Some pages are missing: { $parts }.
document-picture-pages = Pages without text, which are images: { $pages }. Have their text recognised first (OCR) if it is needed.
document-unread-pages = Pages that could not be read: { $pages }.
document-notes = { $count ->
    [one] A note was left out.
   *[other] { $count } notes were left out.
}

# What can be chosen
document-option-notes = Footnotes and endnotes
document-option-notes-about = Where the notes of a document go: end (of the text, numbered), place (behind the paragraph that refers to them) or none.
document-option-chapters = Chapters
document-option-chapters-about = Whether each page of an e-book becomes an article of its own, as in a magazine (yes), or all of it one (no).

# The formats
document-format-docx = Word document (DOCX)
document-format-docx-about = Text, headings, lists, tables, notes and text boxes, as they read with all tracked changes accepted; comments and hidden text are left out.
document-format-odt = OpenDocument text (ODT)
document-format-odt-about = As with Word documents; also flat files (.fodt).
document-format-rtf = Rich Text Format (RTF)
document-format-rtf-about = As with Word documents, in whatever code pages its letters are.
document-format-epub = E-book (EPUB)
document-format-epub-about = The pages of the book in the order of reading, as one article or each as its own; contents and navigation are cut.
document-format-pdf = PDF
document-format-pdf-about = Its text, column after column, lines joined to paragraphs and words whole again; running heads and page numbers are cut. Pages that are images are named.
