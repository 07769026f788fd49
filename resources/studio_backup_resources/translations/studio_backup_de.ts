<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>Activity</name>
    <message>
      <source>All states</source>
      <translation>Alle Zustände</translation>
    </message>
    <message>
      <source>All work</source>
      <translation>Alle Arbeit</translation>
    </message>
    <message>
      <source>Backups</source>
      <translation>Sicherungen</translation>
    </message>
    <message>
      <source>Backups, copies and checks are listed here as they happen.</source>
      <translation>Sicherungen, Kopien und Prüfungen stehen hier, sobald sie geschehen.</translation>
    </message>
    <message>
      <source>Checks</source>
      <translation>Prüfungen</translation>
    </message>
    <message>
      <source>Copies</source>
      <translation>Kopien</translation>
    </message>
    <message>
      <source>Export the activity</source>
      <translation>Aktivität exportieren</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exportieren …</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Fehlgeschlagen</translation>
    </message>
    <message>
      <source>Finished</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Hold it</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>It is being written.</source>
      <translation>Es wird geschrieben.</translation>
    </message>
    <message>
      <source>Job</source>
      <translation>Auftrag</translation>
    </message>
    <message>
      <source>Jobs, the newest first</source>
      <translation>Aufträge, die neuesten zuerst</translation>
    </message>
    <message>
      <source>Kind of work</source>
      <translation>Art der Arbeit</translation>
    </message>
    <message>
      <source>Nothing was done yet.</source>
      <translation>Noch nichts wurde getan.</translation>
    </message>
    <message>
      <source>Restores</source>
      <translation>Wiederherstellungen</translation>
    </message>
    <message>
      <source>Running and waiting</source>
      <translation>Läuft und wartet</translation>
    </message>
    <message>
      <source>Speed</source>
      <translation>Tempo</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <source>Stop it</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Stopped</source>
      <translation>Abgebrochen</translation>
    </message>
    <message>
      <source>Table (*.csv)</source>
      <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
      <source>The engine is being asked.</source>
      <translation>Der Dienst wird gefragt.</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <source>Try again now</source>
      <translation>Jetzt erneut versuchen</translation>
    </message>
    <message>
      <source>Warnings</source>
      <translation>Warnungen</translation>
    </message>
    <message>
      <source>What</source>
      <translation>Was</translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>und %n weitere</numerusform>
        <numerusform>und %n weitere</numerusform>
      </translation>
    </message>
    <message>
      <source>{count} jobs were written to {file}.</source>
      <translation>{count} Aufträge wurden nach {file} geschrieben.</translation>
    </message>
  </context>
  <context>
    <name>AddFolder</name>
    <message>
      <source>The folder is watched: its first backup starts at once.</source>
      <translation>Der Ordner wird bewacht: die erste Sicherung beginnt sofort.</translation>
    </message>
    <message>
      <source>Which folder holds the wedding?</source>
      <translation>In welchem Ordner liegt die Hochzeit?</translation>
    </message>
  </context>
  <context>
    <name>Alerts</name>
    <message>
      <source>Acknowledge</source>
      <translation>Zur Kenntnis genommen</translation>
    </message>
    <message>
      <source>seen · </source>
      <translation>gesehen · </translation>
    </message>
  </context>
  <context>
    <name>App</name>
    <message>
      <source>Backups go on</source>
      <translation>Die Sicherung läuft weiter</translation>
    </message>
    <message>
      <source>Studio Backup stays in the tray and keeps watching your folders.</source>
      <translation>Studio Backup bleibt in der Taskleiste und wacht weiter über deine Ordner.</translation>
    </message>
    <message>
      <source>The engine keeps watching your folders. Start Studio Backup again to look at it.</source>
      <translation>Der Dienst wacht weiter über deine Ordner. Starte Studio Backup, um nachzusehen.</translation>
    </message>
  </context>
  <context>
    <name>Days</name>
    <message numerus="yes">
      <source>%n backed up</source>
      <translation>
        <numerusform>%n gesichert</numerusform>
        <numerusform>%n gesichert</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n with an issue</source>
      <translation>
        <numerusform>%n mit Problem</numerusform>
        <numerusform>%n mit Problem</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n without a backup</source>
      <translation>
        <numerusform>%n ohne Sicherung</numerusform>
        <numerusform>%n ohne Sicherung</numerusform>
      </translation>
    </message>
    <message>
      <source>Backed up</source>
      <translation>Gesichert</translation>
    </message>
    <message>
      <source>Issue</source>
      <translation>Problem</translation>
    </message>
    <message>
      <source>No backup</source>
      <translation>Keine Sicherung</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>Läuft</translation>
    </message>
    <message>
      <source>running now</source>
      <translation>läuft gerade</translation>
    </message>
    <message numerus="yes">
      <source>{day}: %n files backed up, {size} stored</source>
      <translation>
        <numerusform>{day}: %n Datei gesichert, {size} abgelegt</numerusform>
        <numerusform>{day}: %n Dateien gesichert, {size} abgelegt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{day}: %n jobs failed</source>
      <translation>
        <numerusform>{day}: %n Auftrag fehlgeschlagen</numerusform>
        <numerusform>{day}: %n Aufträge fehlgeschlagen</numerusform>
      </translation>
    </message>
    <message>
      <source>{day}: not in use yet</source>
      <translation>{day}: noch nicht in Gebrauch</translation>
    </message>
    <message>
      <source>{day}: nothing was backed up</source>
      <translation>{day}: nichts wurde gesichert</translation>
    </message>
    <message>
      <source>{day}: running now</source>
      <translation>{day}: läuft gerade</translation>
    </message>
  </context>
  <context>
    <name>Finder</name>
    <message numerus="yes">
      <source>%n files found</source>
      <translation>
        <numerusform>%n Datei gefunden</numerusform>
        <numerusform>%n Dateien gefunden</numerusform>
      </translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Suche</translation>
    </message>
    <message>
      <source>Search files, weddings, or what to do</source>
      <translation>Dateien, Hochzeiten oder Befehle suchen</translation>
    </message>
    <message>
      <source>Searching all weddings and times…</source>
      <translation>Suche in allen Hochzeiten und Zeiten …</translation>
    </message>
    <message numerus="yes">
      <source>The first %n files; type more to narrow it.</source>
      <translation>
        <numerusform>Die erste Datei; tippe mehr, um einzugrenzen.</numerusform>
        <numerusform>Die ersten %n Dateien; tippe mehr, um einzugrenzen.</numerusform>
      </translation>
    </message>
    <message>
      <source>What was found</source>
      <translation>Gefunden</translation>
    </message>
  </context>
  <context>
    <name>FirstRun</name>
    <message numerus="yes">
      <source>%n files</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n folders are watched again.</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n photos</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n steps</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n steps, under 3 minutes</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n videos</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n weddings are in this vault.</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message>
      <source>A second place</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Another folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose folders</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Chosen: {files} files, {size}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Continue</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Everything is encrypted on this computer, before it leaves it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Find your vault</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>First backup</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>First backup: about %n h, if all is read as fast as the vault takes it.</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>First backup: about %n min, if all is read as fast as the vault takes it.</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message>
      <source>First backup: about a minute, if all is read as fast as the vault takes it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Five or more words that do not belong together are strong and easy to type. Only you know it: nobody can reset it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folder for the recovery kit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folder of the vault: empty, or not there yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Group {number} is not right</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Group {number} is still missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>I have a vault already…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Is it a new computer, or was the old one lost?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It holds copies of this vault already, and goes on with them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It is read from {place} only: restoring works, new backups have no place yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It opens the vault without the passphrase. The next step takes it away from this computer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name of the studio</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name the studio</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New backups go to {folder}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing is chosen yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the vault from its folder, drive, NAS or bucket, with the recovery kit or the passphrase.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open your vault</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Passphrase of the vault</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Place and passphrase</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Recovery kit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Set up Studio Backup</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show what is typed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Step {number}, {name}: done</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Step {number}, {name}: later</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Step {number}, {name}: now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Steps</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Takes {put} a second, gives {get} a second, answers in {ms} ms.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The account's number is still missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The address of the server is still missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The bucket's name is still missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The engine is not running.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The folder for the kit is still missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The folder may hold only A-Z a-z 0-9 . _ - /</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The folder of the vault is still missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The name is still missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The name stands on the recovery kit, so that whoever finds it knows whose it is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The passphrase is being judged</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The passphrase is still missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The passphrase is too weak</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The recovery kit is written here first</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The region is still missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The same once more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The two passphrases differ</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The vault and its kit are being made: this takes some seconds</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The vault holds every version of your photos, encrypted. A second place comes later.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The vault is locked.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The vault is made, in {folder}. Its passphrase was set with it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The vault is made.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The vault is made: it bears this name from now on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This computer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Type the passphrase a second time</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What came back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What is your studio called?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Where should the vault lie?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Written, read back and compared: equal.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>another disk in this computer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>external drive</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>network share</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>newest {time}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>over {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>speed is being measured…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>takes {size} a second, measured just now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{folder} is not on this computer: it is protected once it is there again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{free} free of {whole}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{minutes} min {seconds:02d} s so far. You can close this window and go on later.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{seconds} s so far. You can close this window and go on later.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{size} free.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Jobs</name>
    <message numerus="yes">
      <source>%n min</source>
      <translation>
        <numerusform>%n Min</numerusform>
        <numerusform>%n Min</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n s</source>
      <translation>
        <numerusform>%n s</numerusform>
        <numerusform>%n s</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n warnings</source>
      <translation>
        <numerusform>%n Warnung</numerusform>
        <numerusform>%n Warnungen</numerusform>
      </translation>
    </message>
    <message>
      <source>Asked for: {time}</source>
      <translation>Verlangt: {time}</translation>
    </message>
    <message>
      <source>Backup</source>
      <translation>Sicherung</translation>
    </message>
    <message>
      <source>Begins at {time}</source>
      <translation>Beginnt um {time}</translation>
    </message>
    <message numerus="yes">
      <source>Begun %n times</source>
      <translation>
        <numerusform>%n-mal begonnen</numerusform>
        <numerusform>%n-mal begonnen</numerusform>
      </translation>
    </message>
    <message>
      <source>Begun: {time}</source>
      <translation>Begonnen: {time}</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Kopie</translation>
    </message>
    <message>
      <source>Damage was found</source>
      <translation>Schaden gefunden</translation>
    </message>
    <message>
      <source>Done; nothing was new</source>
      <translation>Fertig; nichts war neu</translation>
    </message>
    <message>
      <source>Ended: {time}, after {length}</source>
      <translation>Beendet: {time}, nach {length}</translation>
    </message>
    <message>
      <source>Everything</source>
      <translation>Alles</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Fehlgeschlagen</translation>
    </message>
    <message>
      <source>Failed: {why}</source>
      <translation>Fehlgeschlagen: {why}</translation>
    </message>
    <message>
      <source>Finished</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Finished with warnings</source>
      <translation>Fertig, mit Warnungen</translation>
    </message>
    <message>
      <source>Given up: it came too late</source>
      <translation>Aufgegeben: zu spät</translation>
    </message>
    <message>
      <source>Held by you</source>
      <translation>Von dir angehalten</translation>
    </message>
    <message>
      <source>Keep settings</source>
      <translation>Einstellungen sichern</translation>
    </message>
    <message>
      <source>Processor: {seconds} s; memory: {size} at most</source>
      <translation>Prozessor: {seconds} s; Speicher: höchstens {size}</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>Wiederherstellung</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>Läuft</translation>
    </message>
    <message>
      <source>Stopped</source>
      <translation>Abgebrochen</translation>
    </message>
    <message numerus="yes">
      <source>Tried %n times, again at {time}</source>
      <translation>
        <numerusform>%n-mal versucht, wieder um {time}</numerusform>
        <numerusform>%n-mal versucht, wieder um {time}</numerusform>
      </translation>
    </message>
    <message>
      <source>Verify</source>
      <translation>Prüfung</translation>
    </message>
    <message>
      <source>Waits its turn</source>
      <translation>Wartet, bis es dran ist</translation>
    </message>
    <message>
      <source>Waits: {why}</source>
      <translation>Wartet: {why}</translation>
    </message>
    <message>
      <source>all places</source>
      <translation>alle Orte</translation>
    </message>
    <message>
      <source>the vault</source>
      <translation>der Tresor</translation>
    </message>
    <message>
      <source>{hours} h {minutes} min</source>
      <translation>{hours} Std {minutes} Min</translation>
    </message>
    <message>
      <source>{size} read</source>
      <translation>{size} gelesen</translation>
    </message>
    <message>
      <source>{size} sent</source>
      <translation>{size} gesendet</translation>
    </message>
    <message>
      <source>{size} stored</source>
      <translation>{size} abgelegt</translation>
    </message>
    <message>
      <source>{what} at {place}</source>
      <translation>{what} bei {place}</translation>
    </message>
  </context>
  <context>
    <name>Notices</name>
    <message numerus="yes">
      <source>%n things need a look</source>
      <translation>
        <numerusform>%n Sache braucht deinen Blick</numerusform>
        <numerusform>%n Sachen brauchen deinen Blick</numerusform>
      </translation>
    </message>
    <message>
      <source>Something needs a look</source>
      <translation>Etwas braucht deinen Blick</translation>
    </message>
    <message>
      <source>Your photos need you</source>
      <translation>Deine Fotos brauchen dich</translation>
    </message>
  </context>
  <context>
    <name>Pages</name>
    <message>
      <source>Activity</source>
      <translation>Aktivität</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Heute</translation>
    </message>
  </context>
  <context>
    <name>Places</name>
    <message numerus="yes">
      <source>%n files ({size}) wait since {time}</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n objects</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n places that hold a copy</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message>
      <source>Cloud, first</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cloud, second</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Health {points} of 100</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In the house: a NAS or a drive</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It has all that it should have</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Last contact {time}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Limit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Lock</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No contact yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing is known to be wrong with it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Off-site: kept in another building</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Place</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read back whole and matched</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Speed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The vault on this machine</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>all day</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>bucket</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>cloud, first</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>cloud, second</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>else {rate}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>in the house</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>local</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>network share</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no end known</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no limit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>none: who reaches it can change this copy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>nothing there yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>off-site</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>old versions are kept</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the bucket can lock objects</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>urgent work too</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>writes {put}/s, reads {get}/s</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{begin} to {end}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{milliseconds} ms</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{percent} read back and matched</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{seconds} s</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{size} free</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{size} of this vault</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{size}/s</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Probing</name>
    <message>
      <source>It can lock objects, so that nobody can delete them</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It keeps old versions of what is overwritten or deleted</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It takes {put} and gives {get} a second, and answers in {latency}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New objects show in its listing at once</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing that lies there is overwritten by mistake</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The provider itself checks what arrives</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This place holds copies of this vault already: it is called {name}, and keeps that</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What was written came back equal</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{size} are free</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Quit</name>
    <message>
      <source>Backups go on.</source>
      <translation>Die Sicherung läuft weiter.</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Quit Studio Backup</source>
      <translation>Studio Backup beenden</translation>
    </message>
    <message>
      <source>Quit; backups go on</source>
      <translation>Beenden; Sicherung läuft weiter</translation>
    </message>
    <message>
      <source>Stop backups and quit</source>
      <translation>Sicherung anhalten und beenden</translation>
    </message>
    <message>
      <source>The engine ends at its next safe point.</source>
      <translation>Der Dienst endet am nächsten sicheren Punkt.</translation>
    </message>
    <message>
      <source>The engine keeps watching your folders in the background, also without this window.</source>
      <translation>Der Dienst wacht im Hintergrund weiter über deine Ordner, auch ohne dieses Fenster.</translation>
    </message>
  </context>
  <context>
    <name>Restore</name>
    <message numerus="yes">
      <source>%n already there</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n are gone already.</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files come from an older point</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files hold nothing that could come back</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files no place can give now</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n identical: skipped</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n kept beside what is there</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n left as they are</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n more</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n photos</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n put back</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n replaced</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n replaced files are put back.</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n skipped</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n stored objects are damaged</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n versions</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message>
      <source>As it was first backed up</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>As of when</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Changed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Contents changed, same size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Contents changed, {size} less</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Contents changed, {size} more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Deleted</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>File</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Kind</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Link</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>RAW</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Restore {what} ({facts})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Special</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>State</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>Undo removes %n restored files and folders.</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>Undone: %n removed</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message>
      <source>Video</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Where</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>a database that was being written to</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>about %n h</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>about %n min</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>about %n s</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message>
      <source>changed while it was backed up</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>could not be read when it was backed up</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>deleted</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>from {places}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>held: {places}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>identical: skipped</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no place is known to hold it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not enough space there: {free} free</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>this computer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>was only online, not on the disk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>went away while it was backed up</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path}: as of {time}, {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{place} is out of reach</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{restored} restored, {verified} verified, {failed} failed</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Running</name>
    <message numerus="yes">
      <source>%n files so far</source>
      <translation>
        <numerusform>bisher %n Datei</numerusform>
        <numerusform>bisher %n Dateien</numerusform>
      </translation>
    </message>
    <message>
      <source>Backing up {what}</source>
      <translation>Sichert {what}</translation>
    </message>
    <message>
      <source>Copying to {place}</source>
      <translation>Kopiert nach {place}</translation>
    </message>
    <message>
      <source>Copying {what} to {place}</source>
      <translation>Kopiert {what} nach {place}</translation>
    </message>
    <message>
      <source>Go on with: {work}</source>
      <translation>Fortsetzen: {work}</translation>
    </message>
    <message>
      <source>Pause: {work}</source>
      <translation>Anhalten: {work}</translation>
    </message>
    <message>
      <source>Reading back from {place}</source>
      <translation>Liest zurück von {place}</translation>
    </message>
    <message>
      <source>Reading copies back</source>
      <translation>Liest Kopien zurück</translation>
    </message>
    <message>
      <source>Restoring {what}</source>
      <translation>Stellt {what} wieder her</translation>
    </message>
    <message>
      <source>Saving the settings</source>
      <translation>Sichert die Einstellungen</translation>
    </message>
    <message>
      <source>all places</source>
      <translation>alle Orte</translation>
    </message>
    <message>
      <source>copying</source>
      <translation>kopiert</translation>
    </message>
    <message>
      <source>finishing</source>
      <translation>wird fertig</translation>
    </message>
    <message>
      <source>looking for changes</source>
      <translation>sucht Änderungen</translation>
    </message>
    <message>
      <source>paused by you</source>
      <translation>von dir angehalten</translation>
    </message>
    <message>
      <source>reading back</source>
      <translation>liest zurück</translation>
    </message>
    <message>
      <source>waits</source>
      <translation>wartet</translation>
    </message>
    <message>
      <source>waits its turn</source>
      <translation>wartet, bis es dran ist</translation>
    </message>
    <message>
      <source>working</source>
      <translation>arbeitet</translation>
    </message>
    <message numerus="yes">
      <source>{done} of %n files</source>
      <translation>
        <numerusform>{done} von %n Datei</numerusform>
        <numerusform>{done} von %n Dateien</numerusform>
      </translation>
    </message>
    <message>
      <source>{left} left of {whole}</source>
      <translation>noch {left} von {whole}</translation>
    </message>
    <message>
      <source>{size}/s</source>
      <translation>{size}/s</translation>
    </message>
  </context>
  <context>
    <name>Safety</name>
    <message numerus="yes">
      <source>%n copies</source>
      <translation>
        <numerusform>%n Kopie</numerusform>
        <numerusform>%n Kopien</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n kinds of media</source>
      <translation>
        <numerusform>%n Art von Medien</numerusform>
        <numerusform>%n Arten von Medien</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n off-site</source>
      <translation>
        <numerusform>%n außer Haus</numerusform>
        <numerusform>%n außer Haus</numerusform>
      </translation>
    </message>
    <message>
      <source>0 of 1 off-site</source>
      <translation>0 von 1 außer Haus</translation>
    </message>
    <message numerus="yes">
      <source>3-2-1 is met for {met} of %n weddings</source>
      <translation>
        <numerusform>3-2-1 gilt für {met} von %n Hochzeit</numerusform>
        <numerusform>3-2-1 gilt für {met} von %n Hochzeiten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Met for all %n</source>
      <translation>
        <numerusform>Erfüllt</numerusform>
        <numerusform>Für alle %n erfüllt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Not met for %n</source>
      <translation>
        <numerusform>Für %n nicht erfüllt</numerusform>
        <numerusform>Für %n nicht erfüllt</numerusform>
      </translation>
    </message>
    <message>
      <source>a NAS or a cloud beside the laptop's disk</source>
      <translation>ein NAS oder eine Cloud neben der Platte des Laptops</translation>
    </message>
    <message>
      <source>a fire would take every copy</source>
      <translation>ein Brand nähme jede Kopie</translation>
    </message>
    <message>
      <source>for every wedding</source>
      <translation>für jede Hochzeit</translation>
    </message>
    <message>
      <source>no place holds every wedding</source>
      <translation>kein Ort hat jede Hochzeit</translation>
    </message>
    <message>
      <source>weddings</source>
      <translation>Hochzeiten</translation>
    </message>
    <message>
      <source>{met} of {all}</source>
      <translation>{met} von {all}</translation>
    </message>
    <message numerus="yes">
      <source>{there} of %n copies</source>
      <translation>
        <numerusform>{there} von %n Kopie</numerusform>
        <numerusform>{there} von %n Kopien</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{there} of %n kinds of media</source>
      <translation>
        <numerusform>{there} von %n Art von Medien</numerusform>
        <numerusform>{there} von %n Arten von Medien</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Sidebar</name>
    <message>
      <source>Pages</source>
      <translation>Seiten</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Suche</translation>
    </message>
    <message>
      <source>Studio Backup</source>
      <translation>Studio Backup</translation>
    </message>
  </context>
  <context>
    <name>Standing</name>
    <message numerus="yes">
      <source>%n files are being backed up.</source>
      <translation>
        <numerusform>%n Datei wird gesichert.</numerusform>
        <numerusform>%n Dateien werden gesichert.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files wait for {place} since {time}.</source>
      <translation>
        <numerusform>%n Datei wartet seit {time} auf {place}.</numerusform>
        <numerusform>%n Dateien warten seit {time} auf {place}.</numerusform>
      </translation>
    </message>
    <message>
      <source>Add the folder of a wedding, and its first backup starts at once.</source>
      <translation>Füge den Ordner einer Hochzeit hinzu, und die erste Sicherung beginnt sofort.</translation>
    </message>
    <message numerus="yes">
      <source>All %n folders are protected.</source>
      <translation>
        <numerusform>Der Ordner ist geschützt.</numerusform>
        <numerusform>Alle %n Ordner sind geschützt.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>All %n weddings are protected.</source>
      <translation>
        <numerusform>Die Hochzeit ist geschützt.</numerusform>
        <numerusform>Alle %n Hochzeiten sind geschützt.</numerusform>
      </translation>
    </message>
    <message>
      <source>All of it is at {places}. Nothing is lost.</source>
      <translation>Alles liegt bei {places}. Nichts ist verloren.</translation>
    </message>
    <message>
      <source>Asking the engine…</source>
      <translation>Der Dienst wird gefragt …</translation>
    </message>
    <message>
      <source>Attention</source>
      <translation>Achtung</translation>
    </message>
    <message>
      <source>Engine not running</source>
      <translation>Dienst läuft nicht</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Fehlgeschlagen</translation>
    </message>
    <message>
      <source>It last answered at {time}.</source>
      <translation>Zuletzt hat er um {time} geantwortet.</translation>
    </message>
    <message>
      <source>Last backup {age}, next {due}.</source>
      <translation>Letzte Sicherung {age}, nächste {due}.</translation>
    </message>
    <message>
      <source>Last backup {age}.</source>
      <translation>Letzte Sicherung {age}.</translation>
    </message>
    <message>
      <source>Locked</source>
      <translation>Gesperrt</translation>
    </message>
    <message>
      <source>Nothing is protected yet.</source>
      <translation>Noch ist nichts geschützt.</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <source>Paused by you until you resume.</source>
      <translation>Von dir angehalten, bis du fortsetzt.</translation>
    </message>
    <message>
      <source>Paused by you until {time}.</source>
      <translation>Von dir angehalten bis {time}.</translation>
    </message>
    <message>
      <source>Protected</source>
      <translation>Geschützt</translation>
    </message>
    <message>
      <source>Something needs a look.</source>
      <translation>Etwas braucht deinen Blick.</translation>
    </message>
    <message>
      <source>The engine is not running: nothing is being backed up.</source>
      <translation>Der Dienst läuft nicht: nichts wird gesichert.</translation>
    </message>
    <message>
      <source>The vault is locked: nothing is being backed up.</source>
      <translation>Der Tresor ist gesperrt: nichts wird gesichert.</translation>
    </message>
    <message>
      <source>The wedding {name} is protected.</source>
      <translation>Die Hochzeit {name} ist geschützt.</translation>
    </message>
    <message>
      <source>Unlock it with the passphrase.</source>
      <translation>Entsperre ihn mit dem Passwort.</translation>
    </message>
    <message>
      <source>Work is being done.</source>
      <translation>Es wird gearbeitet.</translation>
    </message>
    <message>
      <source>Working</source>
      <translation>Arbeitet</translation>
    </message>
    <message>
      <source>{count} waiting since {time}</source>
      <translation>{count} warten seit {time}</translation>
    </message>
    <message numerus="yes">
      <source>{place} cannot be reached. %n files wait for it.</source>
      <translation>
        <numerusform>{place} ist nicht erreichbar. %n Datei wartet darauf.</numerusform>
        <numerusform>{place} ist nicht erreichbar. %n Dateien warten darauf.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Times</name>
    <message numerus="yes">
      <source>%n days ago</source>
      <translation>
        <numerusform>vor %n Tag</numerusform>
        <numerusform>vor %n Tagen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n h ago</source>
      <translation>
        <numerusform>vor %n Std</numerusform>
        <numerusform>vor %n Std</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n min ago</source>
      <translation>
        <numerusform>vor %n Min</numerusform>
        <numerusform>vor %n Min</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n months ago</source>
      <translation>
        <numerusform>vor %n Monat</numerusform>
        <numerusform>vor %n Monaten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>about %n h left</source>
      <translation>
        <numerusform>noch etwa %n Std</numerusform>
        <numerusform>noch etwa %n Std</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>about %n min left</source>
      <translation>
        <numerusform>noch etwa %n Min</numerusform>
        <numerusform>noch etwa %n Min</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>in %n days</source>
      <translation>
        <numerusform>in %n Tag</numerusform>
        <numerusform>in %n Tagen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>in %n h</source>
      <translation>
        <numerusform>in %n Std</numerusform>
        <numerusform>in %n Std</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>in %n min</source>
      <translation>
        <numerusform>in %n Min</numerusform>
        <numerusform>in %n Min</numerusform>
      </translation>
    </message>
    <message>
      <source>just now</source>
      <translation>gerade eben</translation>
    </message>
    <message>
      <source>less than a minute left</source>
      <translation>noch weniger als eine Minute</translation>
    </message>
    <message>
      <source>no date</source>
      <translation>ohne Datum</translation>
    </message>
    <message>
      <source>now</source>
      <translation>jetzt</translation>
    </message>
    <message>
      <source>today</source>
      <translation>heute</translation>
    </message>
  </context>
  <context>
    <name>Toast</name>
    <message>
      <source>Dismiss</source>
      <translation>Schließen</translation>
    </message>
  </context>
  <context>
    <name>Today</name>
    <message numerus="yes">
      <source>%n more</source>
      <translation>
        <numerusform>%n weitere</numerusform>
        <numerusform>%n weitere</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n more wait their turn</source>
      <translation>
        <numerusform>%n weiterer wartet</numerusform>
        <numerusform>%n weitere warten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n more, all protected</source>
      <translation>
        <numerusform>%n weitere, geschützt</numerusform>
        <numerusform>%n weitere, alle geschützt</numerusform>
      </translation>
    </message>
    <message>
      <source>30 days</source>
      <translation>30 Tage</translation>
    </message>
    <message>
      <source>Add a folder…</source>
      <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
      <source>Add the folder of a wedding: its first backup starts at once.</source>
      <translation>Füge den Ordner einer Hochzeit hinzu: die erste Sicherung beginnt sofort.</translation>
    </message>
    <message>
      <source>Oldest reading: {time}</source>
      <translation>Älteste Lesung: {time}</translation>
    </message>
    <message numerus="yes">
      <source>Part of %n copies was never read back.</source>
      <translation>
        <numerusform>Ein Teil von %n Kopie wurde nie zurückgelesen.</numerusform>
        <numerusform>Ein Teil von %n Kopien wurde nie zurückgelesen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Running now</source>
      <translation>Läuft gerade</translation>
    </message>
    <message>
      <source>Start the engine</source>
      <translation>Dienst starten</translation>
    </message>
    <message>
      <source>Start with one wedding.</source>
      <translation>Beginne mit einer Hochzeit.</translation>
    </message>
    <message>
      <source>The engine is not running.</source>
      <translation>Der Dienst läuft nicht.</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Heute</translation>
    </message>
    <message>
      <source>Verified</source>
      <translation>Geprüft</translation>
    </message>
    <message>
      <source>Weddings at risk</source>
      <translation>Gefährdete Hochzeiten</translation>
    </message>
    <message>
      <source>Weddings, closest first</source>
      <translation>Hochzeiten, die nächsten zuerst</translation>
    </message>
    <message>
      <source>read back and matched, from {places}</source>
      <translation>zurückgelesen und verglichen, von {places}</translation>
    </message>
    <message>
      <source>read back yet</source>
      <translation>bisher zurückgelesen</translation>
    </message>
  </context>
  <context>
    <name>Tray</name>
    <message>
      <source>For 1 hour</source>
      <translation>Für 1 Stunde</translation>
    </message>
    <message>
      <source>Open Studio Backup</source>
      <translation>Studio Backup öffnen</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>Quit…</source>
      <translation>Beenden …</translation>
    </message>
    <message>
      <source>Restore…</source>
      <translation>Wiederherstellen …</translation>
    </message>
    <message>
      <source>Studio Backup: {state}</source>
      <translation>Studio Backup: {state}</translation>
    </message>
    <message>
      <source>Until tomorrow</source>
      <translation>Bis morgen</translation>
    </message>
    <message>
      <source>{message}
Click: {verb}</source>
      <translation>{message}
Klick: {verb}</translation>
    </message>
  </context>
  <context>
    <name>Unlock</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Keys are being derived: this takes a second.</source>
      <translation>Schlüssel werden abgeleitet: das dauert eine Sekunde.</translation>
    </message>
    <message>
      <source>Passphrase of the vault</source>
      <translation>Passwort des Tresors</translation>
    </message>
    <message>
      <source>The engine forgets it when it ends or is locked.</source>
      <translation>Der Dienst vergisst es, wenn er endet oder gesperrt wird.</translation>
    </message>
    <message>
      <source>The vault is unlocked: the engine goes on by itself.</source>
      <translation>Der Tresor ist entsperrt: der Dienst macht von selbst weiter.</translation>
    </message>
    <message>
      <source>Type the passphrase first.</source>
      <translation>Gib zuerst das Passwort ein.</translation>
    </message>
    <message>
      <source>Unlock</source>
      <translation>Entsperren</translation>
    </message>
    <message>
      <source>Unlock the vault</source>
      <translation>Tresor entsperren</translation>
    </message>
  </context>
  <context>
    <name>Verbs</name>
    <message>
      <source>Back up now</source>
      <translation>Jetzt sichern</translation>
    </message>
    <message numerus="yes">
      <source>Backing up %n folders.</source>
      <translation>
        <numerusform>%n Ordner wird gesichert.</numerusform>
        <numerusform>%n Ordner werden gesichert.</numerusform>
      </translation>
    </message>
    <message>
      <source>Copy now</source>
      <translation>Jetzt kopieren</translation>
    </message>
    <message>
      <source>Copy to all places now</source>
      <translation>Jetzt an alle Orte kopieren</translation>
    </message>
    <message>
      <source>Heal it</source>
      <translation>Heilen</translation>
    </message>
    <message>
      <source>I did that</source>
      <translation>Das war ich</translation>
    </message>
    <message>
      <source>Look again</source>
      <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
      <source>Noted. It stays listed until its cause is gone.</source>
      <translation>Notiert. Es bleibt stehen, bis die Ursache weg ist.</translation>
    </message>
    <message>
      <source>Pause for 1 hour</source>
      <translation>Für 1 Stunde anhalten</translation>
    </message>
    <message>
      <source>Pause until tomorrow</source>
      <translation>Bis morgen anhalten</translation>
    </message>
    <message>
      <source>Paused until {time}. Nothing is backed up until then.</source>
      <translation>Angehalten bis {time}. Bis dahin wird nichts gesichert.</translation>
    </message>
    <message>
      <source>Read copies back, and heal</source>
      <translation>Kopien zurücklesen und heilen</translation>
    </message>
    <message>
      <source>Reading back and healing.</source>
      <translation>Liest zurück und heilt.</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Try again now</source>
      <translation>Jetzt erneut versuchen</translation>
    </message>
    <message>
      <source>Trying {place} again.</source>
      <translation>{place} wird erneut versucht.</translation>
    </message>
    <message>
      <source>Unlock the vault…</source>
      <translation>Tresor entsperren …</translation>
    </message>
    <message>
      <source>Unlock…</source>
      <translation>Entsperren …</translation>
    </message>
    <message>
      <source>Work goes on.</source>
      <translation>Die Arbeit geht weiter.</translation>
    </message>
    <message>
      <source>Written down.</source>
      <translation>Aufgeschrieben.</translation>
    </message>
    <message>
      <source>at the window</source>
      <translation>am Fenster</translation>
    </message>
  </context>
  <context>
    <name>Weddings</name>
    <message numerus="yes">
      <source>%n files could not be read</source>
      <translation>
        <numerusform>%n Datei war nicht lesbar</numerusform>
        <numerusform>%n Dateien waren nicht lesbar</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files, in every place, not all read back yet</source>
      <translation>
        <numerusform>%n Datei, an jedem Ort, noch nicht ganz zurückgelesen</numerusform>
        <numerusform>%n Dateien, an jedem Ort, noch nicht ganz zurückgelesen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files, in every place, read back</source>
      <translation>
        <numerusform>%n Datei, an jedem Ort, zurückgelesen</numerusform>
        <numerusform>%n Dateien, an jedem Ort, zurückgelesen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n pieces damaged or missing</source>
      <translation>
        <numerusform>%n Stück beschädigt oder fehlend</numerusform>
        <numerusform>%n Stücke beschädigt oder fehlend</numerusform>
      </translation>
    </message>
    <message>
      <source>All {count} · {age}</source>
      <translation>Alle {count} · {age}</translation>
    </message>
    <message>
      <source>All {count} · {percent} read back</source>
      <translation>Alle {count} · {percent} zurückgelesen</translation>
    </message>
    <message>
      <source>Damaged</source>
      <translation>Beschädigt</translation>
    </message>
    <message>
      <source>Laptop</source>
      <translation>Laptop</translation>
    </message>
    <message>
      <source>No complete backup yet</source>
      <translation>Noch keine vollständige Sicherung</translation>
    </message>
    <message>
      <source>Not complete yet: {places}</source>
      <translation>Noch nicht vollständig: {places}</translation>
    </message>
    <message>
      <source>Not reachable since {time}</source>
      <translation>Nicht erreichbar seit {time}</translation>
    </message>
    <message>
      <source>Nothing yet</source>
      <translation>Noch nichts</translation>
    </message>
    <message>
      <source>Without a name</source>
      <translation>Ohne Namen</translation>
    </message>
    <message numerus="yes">
      <source>{waiting} of %n backups to copy</source>
      <translation>
        <numerusform>{waiting} von %n Sicherung zu kopieren</numerusform>
        <numerusform>{waiting} von %n Sicherungen zu kopieren</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Window</name>
    <message>
      <source>Appearance as the system</source>
      <translation>Aussehen wie das System</translation>
    </message>
    <message>
      <source>Close the window</source>
      <translation>Fenster schließen</translation>
    </message>
    <message>
      <source>Dark appearance</source>
      <translation>Dunkles Aussehen</translation>
    </message>
    <message>
      <source>It is starting.</source>
      <translation>Er startet gerade.</translation>
    </message>
    <message>
      <source>Light appearance</source>
      <translation>Helles Aussehen</translation>
    </message>
    <message>
      <source>Next pane</source>
      <translation>Nächster Bereich</translation>
    </message>
    <message>
      <source>Quit…</source>
      <translation>Beenden …</translation>
    </message>
    <message>
      <source>Read again</source>
      <translation>Neu lesen</translation>
    </message>
    <message>
      <source>Search…</source>
      <translation>Suchen …</translation>
    </message>
    <message>
      <source>Start it</source>
      <translation>Starten</translation>
    </message>
    <message>
      <source>The engine is not running: nothing is being backed up.</source>
      <translation>Der Dienst läuft nicht: nichts wird gesichert.</translation>
    </message>
    <message>
      <source>The vault is locked: nothing is being backed up until it is unlocked.</source>
      <translation>Der Tresor ist gesperrt: nichts wird gesichert, bis er entsperrt ist.</translation>
    </message>
    <message>
      <source>What is shown is of {time}.</source>
      <translation>Was du siehst, ist von {time}.</translation>
    </message>
    <message>
      <source>{page} – Studio Backup</source>
      <translation>{page} – Studio Backup</translation>
    </message>
  </context>
</TS>
