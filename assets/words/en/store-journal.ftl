### The journal, in which every change is safe before it is in the project folder.

journal-no-thread = The system gives no thread for it.
journal-bring-back = Bring back what had not reached the project folder
journal-other = the journal of an earlier session
journal-unreadable = The journal of an earlier session could not be read ({ $why }). It stays where it is; what it holds beyond the project folder is tried again when the project is opened next.
journal-of-another = The journal { $file } in the state folder is of another project. It was left alone.
journal-newer = A newer Postil left a journal that this one does not understand. It stays where it is; open the project with the newer program.
journal-damaged = The journal of an earlier session is damaged in line { $lines }; everything else in it was used. Check what was done last.
journal-session-unreadable = A session of the journal cannot be read: { $why }.
journal-lines-damaged = { $count } lines of the journal are damaged; what they said is missing here.
