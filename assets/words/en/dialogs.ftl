### What several dialogs say.

dialog-cancel = Cancel
dialog-close = Close
dialog-save = Save
dialog-browse = Browse…
dialog-up = Up
dialog-down = Down
dialog-remove = Remove
dialog-name = Name
dialog-definition = Definition
dialog-required = Required: where it is not there, something is missing
dialog-replace = Replace
dialog-no-folder = There is no such folder
dialog-date-form = YYYY-MM-DD
dialog-date-wrong = “{ $text }” is no date: write year, month and day, such as 2026-11-22
dialog-reading-journal = Reading the journal: { $percent } %
# The clock is such as 14:05.
dialog-time =
    { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }, { $clock }
# The time is what dialog-time says.
dialog-time-of-weekday =
    { $weekday ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }, { $time }
