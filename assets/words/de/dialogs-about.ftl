### Der Dialog über das Programm.

about-title = Über Postil
about-what = Nachrichtenartikel von Hand annotieren.
about-licence = Lizenz
about-licences = MIT oder Apache-2.0, nach Wahl. Die Schriften Inter und Source Serif 4 stehen unter der SIL Open Font License 1.1.
about-data = Eigene Daten
about-data-stays = Projekte sind Ordner mit Textdateien auf den eigenen Datenträgern. Nichts davon wird verschickt.
about-settings = Einstellungen
about-log = Protokoll
promises-title = Was Postil zum Schutz der Arbeit verspricht
import-help-title = Wie Artikel importiert werden
filters-title = Filter
