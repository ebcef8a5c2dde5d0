### Was zu einer Annotation gefragt und was in einem Artikel gefunden wird.

# Die ersten Buchstaben sind die Tasten, die antworten.
asking-yes = Ja
asking-no = Nein
asking-held-until = { $kind }, { $title } bis { $day }
find-place = { $at } von { $count }
find-place-so-far = { $at } von { $count }+
