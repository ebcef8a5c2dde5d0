### Artikel und Tabellen, die geladen werden.

## Formate.

import-format-text = Reiner Text
import-format-text-about = Ein Artikel je Datei, in jeder gängigen Kodierung.
import-format-html = Webseite
import-format-html-about = Der Artikel auf einer gespeicherten Seite (HTML, SingleFile) mit dem, was die Seite über ihn sagt; Menüs, Hinweise und Werbung bleiben weg.
import-format-warc = Webarchiv (WARC)
import-format-warc-about = Aus jeder Seite, die ein Crawler aufbewahrt hat (.warc, .warc.gz), wird ein Artikel.
import-format-nexis = Nexis, LexisNexis
import-format-nexis-about = Ein Export von Nexis Uni oder LexisNexis, gleich in welcher Art von Dokument, wird in seine Artikel zerlegt; Deckblatt und Inhalt bleiben weg.
import-format-proquest = ProQuest
import-format-proquest-about = Ein Export von ProQuest als Text oder Seite wird in seine Artikel zerlegt.
import-format-factiva = Factiva
import-format-factiva-about = Eine Seite oder XML von Factiva wird in die Artikel zerlegt.
import-format-europresse = Europresse
import-format-europresse-about = Eine Seite von Europresse wird in die Artikel zerlegt.
import-format-newsml = NewsML-G2
import-format-newsml-about = Ein Artikel je Meldung, wie Agenturen sie senden.
import-format-nitf = NITF
import-format-nitf-about = Ein Artikel, wie Agenturen und Zeitungen ihn senden.
import-format-feed = RSS und Atom
import-format-feed-about = Ein Artikel je Eintrag, mit dem, was der Feed von seinem Text hat.
import-format-mhtml = Webseite in einer Datei (MHTML)
import-format-mhtml-about = Der Artikel auf einer Seite, die ein Browser mit ihren Bildern gespeichert hat.
import-format-mail = E-Mail
import-format-mail-about = Ein Artikel je Mail: ihr Text oder ihre Seite; Anhänge werden genannt und bleiben weg.
import-format-markdown = Markdown
import-format-markdown-about = Ein Artikel je Datei; der Text bleibt, wie er ist, Überschriften und Vorspann werden als Metadaten gelesen.

## Was sich für alle Formate wählen lässt.

import-option-encoding = Kodierung
import-option-encoding-found = wird herausgefunden
import-option-word =
    { $word ->
        [auto] Wird erschlossen
        [yes] Ja
        [no] Nein
        [comma] Komma
        [semicolon] Semikolon
        [tab] Tabulator
        [bar] Senkrechter Strich
        [dmy] Tag, Monat, Jahr
        [mdy] Monat, Tag, Jahr
        [ymd] Jahr, Monat, Tag
        [end] Nummeriert ans Ende des Textes
        [place] Hinter den Absatz, der auf sie verweist
        [none] Weglassen
        [annotators] Sie sind Bearbeiter
        [ignore] Sie sagen nichts
       *[other] { $word }
    }
import-option-encoding-about = Wie der Text der Datei kodiert ist, etwa UTF-8 oder windows-1252; ohne Angabe wird es herausgefunden.

## Warum ein Artikel nicht geladen werden kann.

import-unreadable = Das lässt sich nicht lesen ({ $why }). Nachsehen, ob es da ist und gelesen werden darf.
import-folder = Das ist ein Ordner, der sich nicht auflisten lässt. Nachsehen, ob er gelesen werden darf.
import-empty = Darin ist kein Text. Es wurde nichts hinzugefügt.
import-too-large = Das hat { $size } MB; Artikel können bis zu { $most } MB in UTF-8 haben. In die einzelnen Artikel teilen.
import-file-too-large = Das hat { $size } MB; Dateien mit Artikeln können bis zu { $most } MB haben. Aufteilen.
import-not-text = Das ist { $what }, kein Text. { $advice }
import-broken = Das ist kein gültiges { $kind } ({ $why }). Nichts davon wurde hinzugefügt.
import-unknown = Das endet wie Dateien, in denen Artikel kommen, und liest sich wie keines dieser Formate. Das Format wählen, falls es eines ist.
import-unfolds = Das entfaltet sich zu mehr als { $most } MB. Nichts davon wurde hinzugefügt.
import-encrypted = Davor steht ein Passwort. Öffnen, ohne Passwort speichern und diese Datei laden.
import-only-pictures = Die Seiten sind Bilder ohne Text. Den Text erst erkennen lassen (OCR).
import-too-slow = Das Lesen dauerte länger als { $seconds } Sekunden und wurde aufgegeben. Nichts davon wurde hinzugefügt.

## Was es stattdessen ist; hinter „Das ist“.

import-kind-binary = eine Binärdatei
import-kind-pdf = eine PDF-Datei
import-kind-old-office = eine alte Word-, Excel- oder PowerPoint-Datei
import-kind-rtf = eine RTF-Datei
import-kind-png = ein Bild (PNG)
import-kind-jpeg = ein Bild (JPEG)
import-kind-gif = ein Bild (GIF)
import-kind-tiff = ein Bild (TIFF)
import-kind-webp = ein Bild (WebP)
import-kind-gzip = eine gepackte Datei (gzip)
import-kind-zstandard = eine gepackte Datei (Zstandard)
import-kind-xz = eine gepackte Datei (xz)
import-kind-7z = ein Archiv (7z)
import-kind-rar = ein Archiv (RAR)
import-kind-zip = ein Archiv (ZIP)
import-kind-program = ein Programm
import-kind-database = eine Datenbank
import-kind-sound = eine Tondatei
import-kind-sound-or-video = eine Ton- oder Videodatei
import-kind-image-or-video = eine Bild- oder Videodatei
import-kind-utf-32 = ein Text in UTF-32
import-kind-docx = ein Word-Dokument (DOCX)
import-kind-xlsx = eine Rechentabelle (XLSX)
import-kind-pptx = eine Präsentation (PPTX)
import-kind-open-document = eine OpenDocument-Datei
import-kind-epub = ein E-Book (EPUB)
import-kind-office = ein Office-Dokument
import-kind-html = eine Webseite (HTML)
import-kind-irregular = keine gewöhnliche Datei

## Was sich damit tun lässt.

import-advice-save-as = In dem Programm öffnen, das es gemacht hat, und als reinen Text speichern (.txt, UTF-8).
import-advice-save-newer = In dem Programm öffnen, das es gemacht hat, und als DOCX, ODT oder RTF speichern.
import-advice-format = Als das laden, was es ist: das Format wählen oder die Wahl Postil überlassen.
import-advice-pdf = Öffnen, den Artikel auswählen und kopieren und hier einfügen; oder zuerst in Text umwandeln.
import-advice-page = In einem Browser öffnen, den Artikel auswählen und kopieren und hier einfügen.
import-advice-image = Text in Bildern muss erst abgetippt oder erkannt werden.
import-advice-unpack = Auspacken und die Dateien darin laden.
import-advice-none = Darin ist kein Artikel zu laden.
import-advice-to-file = Den Text erst als Datei speichern.

## Warum ein Teil eines Textes wegbleibt.

import-cut-cookies = Cookie-Hinweis
import-cut-advertisement = Werbung
import-cut-running-head = Kolumnentitel
import-cut-navigation = Links und Schaltflächen
import-cut-boilerplate = von Seite oder Datenbank
import-cut-by-hand = von Hand weggelassen

## Was über einen geladenen Artikel gesagt wird.

import-paste = Eingefügter Text
import-numbered = { $file } (Artikel { $number })
import-no-article = Auf der Seite war kein Artikel zu erkennen; ihr ganzer Text wurde genommen.
import-page-too-large = eine Seite mit mehr als { $most } Elementen
import-xml-entities = es bestimmt eigene Namen (<!ENTITY>), die nicht gelesen werden
import-feed-summaries =
    { $count ->
        [one] Von einem Eintrag hat der Feed nicht mehr als eine Zusammenfassung.
       *[other] Von { $count } Einträgen hat der Feed nicht mehr als eine Zusammenfassung.
    }
import-no-mime = die Kopfzeilen einer Mail fehlen
import-no-page = darin ist keine Seite
import-unnamed = ohne Namen
import-attachments =
    { $count ->
        [one] Ein Anhang wurde weggelassen: { $names }.
       *[other] { $count } Anhänge wurden weggelassen: { $names }.
    }
import-no-database = Das liest sich nicht wie ein Export dieser Datenbank und bleibt ein Artikel.
import-cover =
    { $count ->
        [one] Deckblatt und Inhalt wurden weggelassen, ein Absatz vor dem ersten Artikel.
       *[other] Deckblatt und Inhalt wurden weggelassen, { $count } Absätze vor dem ersten Artikel.
    }
import-odd-parts =
    { $count ->
        [one] Ein Teil liest sich nicht wie ein Artikel und wurde weggelassen.
       *[other] { $count } Teile lesen sich nicht wie Artikel und wurden weggelassen.
    }
import-cut-off = Die Datei ist abgeschnitten oder beschädigt; was davor steht, wurde genommen.
import-no-warc = sie beginnt nicht, wie WARC-Dateien beginnen
import-no-pages =
    { $count ->
        [one] Eine Antwort, die keine Seite ist, wurde weggelassen.
       *[other] { $count } Antworten, die keine Seiten sind, wurden weggelassen.
    }
import-unread-pages =
    { $count ->
        [one] Eine Seite ließ sich nicht lesen.
       *[other] { $count } Seiten ließen sich nicht lesen.
    }
import-enough-pages = Von einer solchen Datei werden höchstens { $most } MB Text genommen; die Seiten dahinter wurden weggelassen.
import-packed-otherwise = sie ist auf unbekannte Weise gepackt
import-page-crowded = ein Tag mit mehr Attributen, als eine Seite je hat
import-cuts = Nicht als Teil des Artikels übernommen: { $what }.
import-page-too-deep = eine Seite, die tiefer als { $most } Elemente verschachtelt ist
import-reader-failed = der Leser dafür versagte: { $why }
import-all-was-cut = Der ganze Text sah nicht nach einem Artikel aus. Er wurde ganz behalten.
import-too-many =
    { $count ->
        [one] Ein Artikel wurde weggelassen: Aus einer Datei werden höchstens { $most } genommen.
       *[other] { $count } Artikel wurden weggelassen: Aus einer Datei werden höchstens { $most } genommen.
    }
import-blank =
    { $count ->
        [one] Ein Artikel wurde weggelassen, weil kein Text darin ist.
       *[other] { $count } Artikel wurden weggelassen, weil kein Text darin ist.
    }
import-article-refused = Artikel { $number } wurde weggelassen. { $why }
import-file-read =
    { $file }: { $added ->
        [0] { $restored ->
            [0] kein neuer Artikel
            [one] ein Artikel hat seinen Text wieder
           *[other] { $restored } Artikel haben ihren Text wieder
        }
        [one] ein neuer Artikel
       *[other] { $added } neue Artikel
    }{ $same ->
        [0] { "" }
        [one] , einer war schon da
       *[other] , { $same } waren schon da
    }{ $twice ->
        [0] { "" }
        [one] , einer kam doppelt
       *[other] , { $twice } kamen doppelt
    }
import-guessed = Als { $encoding } gelesen, eine Vermutung: nachsehen, ob die Buchstaben stimmen.
import-damaged = Einige Bytes ließen sich nicht lesen; im Text steht dafür �.
import-cleaned = Bereinigt: { $what }.
import-cleaned-line-ends =
    { $count ->
        [one] { $count } Zeilenende zu LF gemacht
       *[other] { $count } Zeilenenden zu LF gemacht
    }
import-cleaned-separators =
    { $count ->
        [one] { $count } Zeilen- oder Seitentrenner zu LF gemacht
       *[other] { $count } Zeilen- oder Seitentrenner zu LF gemacht
    }
import-cleaned-marks =
    { $count ->
        [one] { $count } Bytereihenfolge-Marke entfernt
       *[other] { $count } Bytereihenfolge-Marken entfernt
    }
import-cleaned-controls = { $count } Steuerzeichen entfernt
import-cleaned-soft-hyphens =
    { $count ->
        [one] { $count } weiches Trennzeichen entfernt
       *[other] { $count } weiche Trennzeichen entfernt
    }
import-same = { $name }: übersprungen, derselbe Text wie „{ $other }“
import-same-twice = { $name }: übersprungen, derselbe Text wie „{ $other }“ im selben Import
import-near-one = „{ $title }“ ({ $file })
import-near = Fast gleich wie „{ $title }“, schon hier: { $new }{ $more ->
    [0] {""}
   *[other] {" "}und { $more } weitere
  }
edit-articles-add = { $count } Artikel hinzufügen

## Codebücher für den Anfang.

preset-news = Behauptungen und Zitate in Nachrichten
preset-news-about = Wer was sagt, was behauptet wird und wer wo steht: Zitate, Redeverben, Akteure, Behauptungen und Haltungen in Nachrichtenartikeln.
preset-attribution = Zuschreibung
preset-attribution-about = Wer als Quelle wovon angegeben wird: Quellen, Redeverben und Inhalte, nach PARC und PolNeAR.
preset-entities = Eigennamen
preset-entities-about = Namen von Personen, Organisationen, Orten und mehr, wie in CoNLL-2003 mit den häufigsten Typen von OntoNotes.
preset-arguments = Argumentationsanalyse
preset-arguments-about = Wie Meinungsbeiträge argumentieren: Hauptthesen, Thesen und Prämissen, die einander stützen oder angreifen.
preset-facts = Faktenprüfung
preset-facts-about = Was zu prüfen lohnt, was dafür und dagegen spricht und wie es ausging.
preset-discourse = Diskursnetzwerk
preset-discourse-about = Aussagen von Personen und Organisationen zu Konzepten, zustimmend oder ablehnend: der Rohstoff der Diskursnetzwerkanalyse.
preset-blank = Leer
preset-blank-about = Noch keine Kategorien: für ein eigenes Kategoriensystem.
