### What is known about an article, and its changed text.

article-form = Title, source and date
article-form-title = Title
article-form-source = Source
article-form-author = Author
article-form-date = Date
article-form-date-wrong = The date cannot be read
article-form-address = Web address
article-form-language = Language
article-form-languages = A short code such as en, ar or zh-Hans.
article-form-origin = Origin
article-form-origin-told =
    { $from ->
        [pasted] Pasted
        [file] Loaded from { $file }
       *[encoded] Loaded from { $file } ({ $encoding })
    } on { $day } by { $by }. { $cleaned ->
        [no] Nothing in the text was altered.
       *[yes] Cleaned on the way: { $cleaning }.
    }
changed-text = Changed text
changed-text-unknown = What was changed is not known: the text that was loaded is neither here nor in a backup on this computer.
changed-text-line-ends = Nothing but its line ends was changed, as git and editors do.
changed-text-passages =
    { $count ->
        [one] One passage was changed:
       *[other] { $count } passages were changed:
    }
changed-text-more = … and { $count } more.
changed-text-about = The text of this article is not the one that was loaded. Annotations whose place is certain went along with it; the others wait until you decide where they stand.
changed-text-advice = If the change is not meant, put the file back as it was. Until you accept it, the article says so whenever the project is opened.
changed-text-accept = Accept the changed text
changed-text-line = Line { $line }
changed-text-loaded = Loaded
changed-text-now = Now
