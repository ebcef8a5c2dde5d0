### The dialog about the program.

about-title = About Postil
about-what = Labelling news articles by hand.
about-licence = Licence
about-licences = MIT or Apache-2.0, as you prefer. The fonts Inter and Source Serif 4 are under the SIL Open Font License 1.1.
about-data = Your data
about-data-stays = Projects are folders of text files on your own disks. Nothing is sent anywhere.
about-settings = Settings
about-log = Log
promises-title = What Postil promises about your work
import-help-title = How articles are imported
filters-title = Filters
