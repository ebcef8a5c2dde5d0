### Einträge aus einer Tabelle.

import-entities-title = Einträge aus { $file } importieren
import-entities-reading = Datei wird gelesen…
import-entities-looking = Zeilen werden geprüft…
import-entities-still-looking = Die Zeilen werden noch geprüft
import-entities-nameless = Angeben, in welcher Spalte die Namen stehen
import-entities-nothing = Es gibt nichts hinzuzufügen oder zu ändern
import-entities-do = Importieren
import-column-number = Spalte { $number }
import-column-head = Spalte „{ $head }“
import-column-ignored = Nicht übernommen
import-column-name = Name
import-column-type = Typ
import-column-aliases = Andere Namen, durch ; getrennt
import-column-note = Notiz
import-column-id = ID
import-column-group = Gruppe
import-column-color = Farbe
import-column-offices = Ämter
import-column-attribute = Feld { $name }
import-without-type = Zeilen ohne Typ gelten als
import-without-type-broken = Fehlerhaft
import-known = Einträge, die schon im Register stehen
import-known-left = Bleiben, wie sie sind
import-known-changed = Werden nach der Tabelle geändert
import-row = Zeile { $line }: { $name } – { $fate }
import-row-new = neu
import-row-changed = geändert
import-row-left = bleibt, wie es ist
import-more-broken =
    { $count ->
        [one] { $count } weitere ist fehlerhaft.
       *[other] { $count } weitere sind fehlerhaft.
    }
