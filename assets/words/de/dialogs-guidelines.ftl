### Die Richtlinien für das Annotieren.

guidelines-title = Richtlinien
guidelines-edit-title = Richtlinien bearbeiten
guidelines-none = Es gibt noch keine Richtlinien. Sie sagen, was wie zu markieren ist, damit alle Bearbeiter dasselbe tun.
guidelines-rest = Der Rest steht in guidelines.md.
guidelines-too-long = Sie sind zu lang, um sie hier zu ändern: guidelines.md ändern
guidelines-edit = Text bearbeiten
guidelines-markdown = Markdown: # vor einer Überschrift, - vor einem Listenpunkt, **um das, was wichtig ist**.
guidelines-text = Text
guidelines-unsaved = Die Änderungen speichern oder mit „Abbrechen“ verwerfen.
