### Articles and tables that are loaded.

## Formats.

import-format-text = Plain text
import-format-text-about = One article a file, in any common encoding.
import-format-html = Web page
import-format-html-about = The article on a saved page (HTML, SingleFile), with what the page says of it; menus, notices and advertisements are left out.
import-format-warc = Archive of the web (WARC)
import-format-warc-about = Each page that a crawler kept (.warc, .warc.gz) becomes an article.
import-format-nexis = Nexis, LexisNexis
import-format-nexis-about = An export of Nexis Uni or LexisNexis, in whatever kind of document, is taken apart into its articles; cover and contents are left out.
import-format-proquest = ProQuest
import-format-proquest-about = An export of ProQuest as text or page is taken apart into its articles.
import-format-factiva = Factiva
import-format-factiva-about = A page or XML of Factiva is taken apart into its articles.
import-format-europresse = Europresse
import-format-europresse-about = A page of Europresse is taken apart into its articles.
import-format-newsml = NewsML-G2
import-format-newsml-about = One article an item, as agencies send them.
import-format-nitf = NITF
import-format-nitf-about = An article as agencies and newspapers send it.
import-format-feed = RSS and Atom
import-format-feed-about = One article an entry, with what the feed has of its text.
import-format-mhtml = Web page as one file (MHTML)
import-format-mhtml-about = The article on a page that a browser saved with its pictures.
import-format-mail = E-mail
import-format-mail-about = One article a mail: its text, or its page; attachments are named and left out.
import-format-markdown = Markdown
import-format-markdown-about = One article a file; the text stays as it is, headings and front matter are read as metadata.

## What can be chosen about all formats.

import-option-encoding = Encoding
import-option-encoding-found = found out
import-option-word =
    { $word ->
        [auto] Found out
        [yes] Yes
        [no] No
        [comma] Comma
        [semicolon] Semicolon
        [tab] Tab
        [bar] Vertical bar
        [dmy] Day, month, year
        [mdy] Month, day, year
        [ymd] Year, month, day
        [end] To the end of the text, numbered
        [place] Behind the paragraph that refers to them
        [none] Left out
        [annotators] They are annotators
        [ignore] They say nothing
       *[other] { $word }
    }
import-option-encoding-about = How the text of the file is encoded, such as UTF-8 or windows-1252; found out without it.

## Why an article cannot be loaded.

import-unreadable = It cannot be read ({ $why }). Check that it exists and that you may read it.
import-folder = It is a folder that cannot be listed. Check that you may read it.
import-empty = There is no text in it. Nothing was added.
import-too-large = It has { $size } MB; articles can have up to { $most } MB in UTF-8. Split it into its articles.
import-file-too-large = It has { $size } MB; files with articles can have up to { $most } MB. Split it.
import-not-text = It is { $what }, not text. { $advice }
import-broken = It is no valid { $kind } ({ $why }). Nothing of it was added.
import-unknown = It ends as files do that articles come in, and no such format reads like this. Choose its format, if it is one.
import-unfolds = It unfolds to more than { $most } MB. Nothing of it was added.
import-encrypted = It is protected with a password. Open it, save it without one, and load that.
import-only-pictures = Its pages are images without text. Have the text recognised first (OCR).
import-too-slow = Reading it took longer than { $seconds } seconds and was given up. Nothing of it was added.

## What it is instead; behind “It is”.

import-kind-binary = a binary file
import-kind-pdf = a PDF file
import-kind-old-office = an old Word, Excel or PowerPoint file
import-kind-rtf = an RTF file
import-kind-png = an image (PNG)
import-kind-jpeg = an image (JPEG)
import-kind-gif = an image (GIF)
import-kind-tiff = an image (TIFF)
import-kind-webp = an image (WebP)
import-kind-gzip = a compressed file (gzip)
import-kind-zstandard = a compressed file (Zstandard)
import-kind-xz = a compressed file (xz)
import-kind-7z = an archive (7z)
import-kind-rar = an archive (RAR)
import-kind-zip = an archive (ZIP)
import-kind-program = a program
import-kind-database = a database
import-kind-sound = a sound file
import-kind-sound-or-video = a sound or video file
import-kind-image-or-video = an image or video file
import-kind-utf-32 = a text in UTF-32
import-kind-docx = a Word document (DOCX)
import-kind-xlsx = a spreadsheet (XLSX)
import-kind-pptx = a presentation (PPTX)
import-kind-open-document = an OpenDocument file
import-kind-epub = an e-book (EPUB)
import-kind-office = an Office document
import-kind-html = a web page (HTML)
import-kind-irregular = no regular file

## What to do with it.

import-advice-save-as = Open it in the program that made it and save it as plain text (.txt, UTF-8).
import-advice-save-newer = Open it in the program that made it and save it as DOCX, ODT or RTF.
import-advice-format = Load it as what it is: choose its format, or leave that to Postil.
import-advice-pdf = Open it, select and copy the article, and paste it here; or convert it to text first.
import-advice-page = Open it in a browser, select and copy the article, and paste it here.
import-advice-image = Text in images has to be typed or recognised first.
import-advice-unpack = Unpack it and load the files in it.
import-advice-none = There is no article in it to load.
import-advice-to-file = Save its text as a file first.

## Why a part of a text is left out.

import-cut-cookies = notice about cookies
import-cut-advertisement = advertisement
import-cut-running-head = running head
import-cut-navigation = links and buttons
import-cut-boilerplate = of the site or database
import-cut-by-hand = left out by hand

## What is told of an article that was loaded.

import-paste = Pasted text
import-numbered = { $file } (article { $number })
import-no-article = No article was found on the page; all of its text was taken.
import-page-too-large = a page of more than { $most } elements
import-xml-entities = it defines names of its own (<!ENTITY>), which are not read
import-feed-summaries =
    { $count ->
        [one] Of one entry the feed has no more than a summary.
       *[other] Of { $count } entries the feed has no more than a summary.
    }
import-no-mime = it has no headers of a mail
import-no-page = there is no page in it
import-unnamed = without a name
import-attachments =
    { $count ->
        [one] An attachment was left out: { $names }.
       *[other] { $count } attachments were left out: { $names }.
    }
import-no-database = It does not read like an export of this database, and stays one article.
import-cover =
    { $count ->
        [one] Cover and contents were left out, one paragraph before the first article.
       *[other] Cover and contents were left out, { $count } paragraphs before the first article.
    }
import-odd-parts =
    { $count ->
        [one] One part does not read like an article and was left out.
       *[other] { $count } parts do not read like articles and were left out.
    }
import-cut-off = It is cut off or damaged; what stands before that was taken.
import-no-warc = it does not begin as a WARC file does
import-no-pages =
    { $count ->
        [one] One answer that is no page was left out.
       *[other] { $count } answers that are no pages were left out.
    }
import-unread-pages =
    { $count ->
        [one] One page could not be read.
       *[other] { $count } pages could not be read.
    }
import-enough-pages = Of such a file not more than { $most } MB of text are taken; the pages behind that were left out.
import-packed-otherwise = it is packed in a way that is not known
import-page-crowded = a tag with more attributes than any page has
import-cuts = Left out as no part of the article: { $what }.
import-page-too-deep = a page nested deeper than { $most } elements
import-reader-failed = its reader failed: { $why }
import-all-was-cut = All of its text looked like no part of an article. All of it was kept.
import-too-many =
    { $count ->
        [one] One article was left out: of one file not more than { $most } are taken.
       *[other] { $count } articles were left out: of one file not more than { $most } are taken.
    }
import-blank =
    { $count ->
        [one] One article was left out because there is no text in it.
       *[other] { $count } articles were left out because there is no text in them.
    }
import-article-refused = Article { $number } was left out. { $why }
import-file-read =
    { $file }: { $added ->
        [0] { $restored ->
            [0] no new article
            [one] one article got its text back
           *[other] { $restored } articles got their text back
        }
        [one] one new article
       *[other] { $added } new articles
    }{ $same ->
        [0] { "" }
        [one] , one was there already
       *[other] , { $same } were there already
    }{ $twice ->
        [0] { "" }
        [one] , one came twice
       *[other] , { $twice } came twice
    }
import-guessed = Read as { $encoding }, a guess: check that letters look right.
import-damaged = Some bytes could not be read; they became � in the text.
import-cleaned = Cleaned: { $what }.
import-cleaned-line-ends =
    { $count ->
        [one] { $count } line end made LF
       *[other] { $count } line ends made LF
    }
import-cleaned-separators =
    { $count ->
        [one] { $count } line or page separator made LF
       *[other] { $count } line or page separators made LF
    }
import-cleaned-marks =
    { $count ->
        [one] { $count } byte order mark removed
       *[other] { $count } byte order marks removed
    }
import-cleaned-controls =
    { $count ->
        [one] { $count } control character removed
       *[other] { $count } control characters removed
    }
import-cleaned-soft-hyphens =
    { $count ->
        [one] { $count } soft hyphen removed
       *[other] { $count } soft hyphens removed
    }
import-same = { $name }: skipped, the same text as “{ $other }”
import-same-twice = { $name }: skipped, the same text as “{ $other }” in the same import
import-near-one = “{ $title }” ({ $file })
import-near = Nearly the same as “{ $title }”, which was here: { $new }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
  }
edit-articles-add = Add { $count } articles

## Codebooks to begin with.

preset-news = News claims and quotes
preset-news-about = Who says what, what is claimed, and who stands where: quotes, cues, actors, claims and stances in news articles.
preset-attribution = Attribution
preset-attribution-about = Who is given as the source of what: sources, cues and contents, after PARC and PolNeAR.
preset-entities = Named entities
preset-entities-about = Names of persons, organisations, places and more, as in CoNLL-2003 with the commonest types of OntoNotes.
preset-arguments = Argument mining
preset-arguments-about = How opinion pieces argue: major claims, claims and premises that support or attack each other.
preset-facts = Fact-checking
preset-facts-about = What is worth checking, what speaks for and against it, and how it turned out.
preset-discourse = Discourse network
preset-discourse-about = Statements of persons and organisations on concepts, with agreement or disagreement: the raw material of discourse network analysis.
preset-blank = Blank
preset-blank-about = No tags yet: for a tagset of your own.
