<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>Access</name>
    <message>
      <source>A program with a token sees how all stands and can start work, some times an hour. It changes no setting.</source>
      <translation>Ein Programm mit Zugangscode sieht, wie alles steht, und kann Arbeit anstoßen, einige Male in der Stunde. Einstellungen ändert es nicht.</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Copied. Whoever has it can do what that program may.</source>
      <translation>Kopiert. Wer den Code hat, kann, was dieses Programm darf.</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>It is being made.</source>
      <translation>Er wird erzeugt.</translation>
    </message>
    <message>
      <source>It is shown this once: copy it into the program now. It is kept nowhere else.</source>
      <translation>Er wird nur dieses eine Mal gezeigt: jetzt in das Programm kopieren. Er ist sonst nirgends aufgehoben.</translation>
    </message>
    <message>
      <source>Its token is wrong from now on. To let it in again, it needs another one.</source>
      <translation>Sein Zugangscode gilt ab jetzt nicht mehr. Um es wieder hereinzulassen, braucht es einen neuen.</translation>
    </message>
    <message>
      <source>Let a program in…</source>
      <translation>Programm zulassen …</translation>
    </message>
    <message>
      <source>Let another program in</source>
      <translation>Ein weiteres Programm zulassen</translation>
    </message>
    <message>
      <source>Make its token</source>
      <translation>Zugangscode erzeugen</translation>
    </message>
    <message>
      <source>Name of the program</source>
      <translation>Name des Programms</translation>
    </message>
    <message>
      <source>No other program may come in.</source>
      <translation>Kein anderes Programm hat Zugang.</translation>
    </message>
    <message>
      <source>Program</source>
      <translation>Programm</translation>
    </message>
    <message>
      <source>Programs which may come in</source>
      <translation>Programme mit Zugang</translation>
    </message>
    <message>
      <source>Select a program first.</source>
      <translation>Erst ein Programm auswählen.</translation>
    </message>
    <message>
      <source>Shut it out</source>
      <translation>Aussperren</translation>
    </message>
    <message>
      <source>Shut it out…</source>
      <translation>Aussperren …</translation>
    </message>
    <message>
      <source>Shut out {name}?</source>
      <translation>{name} aussperren?</translation>
    </message>
    <message>
      <source>Since</source>
      <translation>Seit</translation>
    </message>
    <message>
      <source>The token</source>
      <translation>Der Zugangscode</translation>
    </message>
    <message>
      <source>The token of {name}</source>
      <translation>Der Zugangscode von {name}</translation>
    </message>
    <message>
      <source>Type its name first.</source>
      <translation>Erst den Namen eingeben.</translation>
    </message>
    <message>
      <source>What is the program called?</source>
      <translation>Wie heißt das Programm?</translation>
    </message>
  </context>
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
      <translation>Noch wurde nichts getan.</translation>
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
    <name>Acts</name>
    <message>
      <source>Cancelled…</source>
      <translation>Abgesagt …</translation>
    </message>
    <message>
      <source>Day of delivery</source>
      <translation>Tag der Auslieferung</translation>
    </message>
    <message>
      <source>Delivered</source>
      <translation>Ausgeliefert</translation>
    </message>
    <message>
      <source>Delivered…</source>
      <translation>Ausgeliefert …</translation>
    </message>
    <message>
      <source>Edit…</source>
      <translation>Bearbeiten …</translation>
    </message>
    <message>
      <source>Emergency</source>
      <translation>Notfall ausrufen</translation>
    </message>
    <message>
      <source>Emergency: before all else…</source>
      <translation>Notfall ausrufen …</translation>
    </message>
    <message>
      <source>End the hold</source>
      <translation>Löschsperre aufheben</translation>
    </message>
    <message>
      <source>End the hold on {name}?</source>
      <translation>Löschsperre für {name} aufheben?</translation>
    </message>
    <message>
      <source>End the hold…</source>
      <translation>Löschsperre aufheben …</translation>
    </message>
    <message>
      <source>From then on its photos and videos are as urgent as anything else of the studio; 90 days later it is archive.</source>
      <translation>Ab dann sind die Fotos und Videos so dringend wie alles andere im Studio; 90 Tage später ist die Hochzeit Archiv.</translation>
    </message>
    <message>
      <source>Hold everything of it…</source>
      <translation>Löschsperre setzen …</translation>
    </message>
    <message>
      <source>Hold everything of {name}</source>
      <translation>Löschsperre für {name}</translation>
    </message>
    <message>
      <source>Hold it</source>
      <translation>Sperre setzen</translation>
    </message>
    <message>
      <source>Is nothing more to come of {name}?</source>
      <translation>Kommt von {name} nichts mehr?</translation>
    </message>
    <message>
      <source>Is {name} cancelled?</source>
      <translation>Ist {name} abgesagt?</translation>
    </message>
    <message>
      <source>It is backed up and copied to every place there is, at once; all other work waits.</source>
      <translation>Die Hochzeit wird sofort gesichert und an jeden Speicherort kopiert; alles andere wartet.</translation>
    </message>
    <message>
      <source>It is cancelled</source>
      <translation>Ja, abgesagt</translation>
    </message>
    <message>
      <source>It was held because: {reason}. Without it, what is too old may go.</source>
      <translation>Grund der Sperre: {reason}. Ohne sie darf weg, was zu alt ist.</translation>
    </message>
    <message>
      <source>Its papers are then as urgent as any other papers. Photos and videos of it stay as urgent as they are, and nothing that is stored is removed.</source>
      <translation>Ihre Dokumente sind dann so dringend wie alle anderen Dokumente. Ihre Fotos und Videos bleiben so dringend, wie sie sind, und nichts Gesichertes wird entfernt.</translation>
    </message>
    <message>
      <source>May the cards of {name} be formatted?</source>
      <translation>Dürfen die Speicherkarten von {name} formatiert werden?</translation>
    </message>
    <message>
      <source>More is to come</source>
      <translation>Es kommt noch etwas</translation>
    </message>
    <message>
      <source>Not cancelled after all</source>
      <translation>Doch nicht abgesagt</translation>
    </message>
    <message>
      <source>Not delivered after all</source>
      <translation>Doch nicht ausgeliefert</translation>
    </message>
    <message>
      <source>Nothing more</source>
      <translation>Es kommt nichts mehr</translation>
    </message>
    <message>
      <source>Nothing more to come…</source>
      <translation>Es kommt nichts mehr …</translation>
    </message>
    <message>
      <source>Nothing of it is stored. If its calendar still shows it, it comes back.</source>
      <translation>Von ihr ist nichts gesichert. Steht sie noch im Kalender, kommt sie wieder.</translation>
    </message>
    <message>
      <source>Put {name} before all else?</source>
      <translation>{name} allem anderen vorziehen?</translation>
    </message>
    <message>
      <source>Release its cards…</source>
      <translation>Speicherkarten freigeben …</translation>
    </message>
    <message>
      <source>Release the cards</source>
      <translation>Speicherkarten freigeben</translation>
    </message>
    <message>
      <source>Release them anyway</source>
      <translation>Trotzdem freigeben</translation>
    </message>
    <message>
      <source>Remove it</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Remove it from the list…</source>
      <translation>Aus der Liste entfernen …</translation>
    </message>
    <message>
      <source>Remove {name} from the list?</source>
      <translation>{name} aus der Liste entfernen?</translation>
    </message>
    <message>
      <source>The engine looks whether every photo lies on all demanded copies and was read back.</source>
      <translation>Zuerst wird nachgesehen, ob von jedem Foto alle geforderten Kopien da sind und zurückgelesen wurden.</translation>
    </message>
    <message>
      <source>Then missing photos of it are no longer an alarm. What comes nevertheless is protected.</source>
      <translation>Fehlende Fotos dieser Hochzeit lösen dann keinen Alarm mehr aus. Was trotzdem noch kommt, wird geschützt.</translation>
    </message>
    <message>
      <source>When was {name} delivered?</source>
      <translation>Wann wurde {name} ausgeliefert?</translation>
    </message>
    <message>
      <source>While it is held, nothing of it is removed, by age or otherwise.</source>
      <translation>Solange die Sperre gilt, wird von dieser Hochzeit nichts entfernt, weder wegen des Alters noch sonst.</translation>
    </message>
    <message>
      <source>Why nothing of it may be removed</source>
      <translation>Warum nichts entfernt werden darf</translation>
    </message>
    <message>
      <source>a dispute, an insurer, a wish of the couple</source>
      <translation>ein Streitfall, eine Versicherung, ein Wunsch des Brautpaars</translation>
    </message>
  </context>
  <context>
    <name>AddFolder</name>
    <message>
      <source>The folder is watched: its first backup starts at once.</source>
      <translation>Der Ordner wird überwacht: die erste Sicherung beginnt sofort.</translation>
    </message>
    <message>
      <source>Which folder holds the wedding?</source>
      <translation>In welchem Ordner liegt die Hochzeit?</translation>
    </message>
  </context>
  <context>
    <name>AddPlace</name>
    <message>
      <source>A bucket in the cloud, by its S3 address</source>
      <translation>Ein Bucket in der Cloud, über seine S3-Adresse</translation>
    </message>
    <message>
      <source>A name has 60 visible characters at most</source>
      <translation>Ein Name hat höchstens 60 sichtbare Zeichen</translation>
    </message>
    <message>
      <source>A network share which this machine has mounted</source>
      <translation>Eine Netzwerkfreigabe, die dieser Rechner eingebunden hat</translation>
    </message>
    <message>
      <source>A place is called so already</source>
      <translation>Ein Ort heißt schon so</translation>
    </message>
    <message>
      <source>Account number</source>
      <translation>Kontonummer</translation>
    </message>
    <message>
      <source>Add a place</source>
      <translation>Ort hinzufügen</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Adresse</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Being tried out</source>
      <translation>Wird ausprobiert</translation>
    </message>
    <message>
      <source>Bucket</source>
      <translation>Bucket</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Choose an empty folder</source>
      <translation>Leeren Ordner wählen</translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>Wählen …</translation>
    </message>
    <message>
      <source>Continue</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Copying to it begins when you use it. Nothing was left there so far.</source>
      <translation>Kopiert wird dorthin erst, wenn der Ort verwendet wird. Bisher blieb dort nichts zurück.</translation>
    </message>
    <message>
      <source>Drive</source>
      <translation>Laufwerk</translation>
    </message>
    <message>
      <source>External drive</source>
      <translation>Externes Laufwerk</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Folder in the bucket</source>
      <translation>Ordner im Bucket</translation>
    </message>
    <message>
      <source>Folder on this computer</source>
      <translation>Ordner auf diesem Rechner</translation>
    </message>
    <message>
      <source>Give the whole path of the folder</source>
      <translation>Den ganzen Pfad des Ordners angeben</translation>
    </message>
    <message>
      <source>Go back and choose another place</source>
      <translation>Zurück, einen anderen Ort wählen</translation>
    </message>
    <message>
      <source>It is being tried out.</source>
      <translation>Er wird ausprobiert.</translation>
    </message>
    <message>
      <source>Kinds of places</source>
      <translation>Arten von Orten</translation>
    </message>
    <message>
      <source>Known by what lies on it, not by its drive letter</source>
      <translation>Wird an seinem Inhalt erkannt, nicht am Laufwerksbuchstaben</translation>
    </message>
    <message>
      <source>NAS</source>
      <translation>NAS</translation>
    </message>
    <message>
      <source>NAS folder</source>
      <translation>Ordner auf einem NAS</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>On another disk of this machine: lost with it, if it is stolen</source>
      <translation>Auf einer anderen Platte dieses Rechners: wird er gestohlen, ist sie mit weg</translation>
    </message>
    <message>
      <source>One moment</source>
      <translation>Einen Moment</translation>
    </message>
    <message>
      <source>Places found on this machine</source>
      <translation>Orte, die auf diesem Rechner gefunden wurden</translation>
    </message>
    <message>
      <source>Region</source>
      <translation>Region</translation>
    </message>
    <message>
      <source>Second disk</source>
      <translation>Zweite Platte</translation>
    </message>
    <message>
      <source>Test this place</source>
      <translation>Ort ausprobieren</translation>
    </message>
    <message>
      <source>The account's number is still missing</source>
      <translation>Die Kontonummer fehlt noch</translation>
    </message>
    <message>
      <source>The address is still missing, such as https://nas.example:9000</source>
      <translation>Die Adresse fehlt noch, etwa https://nas.example:9000</translation>
    </message>
    <message>
      <source>The bucket's name is still missing, or none can be called so</source>
      <translation>Der Name des Buckets fehlt noch, oder keiner kann so heißen</translation>
    </message>
    <message>
      <source>The folder in the bucket may have letters, digits and . _ - / only</source>
      <translation>Der Ordner im Bucket darf nur Buchstaben, Ziffern und . _ - / enthalten</translation>
    </message>
    <message>
      <source>The folder is still missing</source>
      <translation>Der Ordner fehlt noch</translation>
    </message>
    <message>
      <source>The name is still missing</source>
      <translation>Der Name fehlt noch</translation>
    </message>
    <message>
      <source>The name of a folder on the way there is no text; rename it or choose another</source>
      <translation>Der Name eines Ordners auf dem Weg dorthin ist kein Text; umbenennen oder einen anderen wählen</translation>
    </message>
    <message>
      <source>The region is still missing</source>
      <translation>Die Region fehlt noch</translation>
    </message>
    <message>
      <source>This place cannot be used so.</source>
      <translation>Dieser Ort ist so nicht zu gebrauchen.</translation>
    </message>
    <message>
      <source>This place does not give back what it was given</source>
      <translation>Dieser Ort gibt nicht zurück, was er bekommen hat</translation>
    </message>
    <message>
      <source>This takes seconds, on a slow place minutes. Nothing stays there.</source>
      <translation>Das dauert Sekunden, an einem langsamen Ort Minuten. Es bleibt nichts zurück.</translation>
    </message>
    <message>
      <source>Use this place</source>
      <translation>Diesen Ort verwenden</translation>
    </message>
    <message>
      <source>What it is for</source>
      <translation>Wofür er da ist</translation>
    </message>
    <message>
      <source>What kind of place is it?</source>
      <translation>Was für ein Ort ist es?</translation>
    </message>
    <message>
      <source>What {name} really does</source>
      <translation>Was {name} wirklich leistet</translation>
    </message>
    <message>
      <source>{name} is attached again; what it lacks is being copied.</source>
      <translation>{name} ist wieder angeschlossen; was dort fehlt, wird kopiert.</translation>
    </message>
    <message>
      <source>{name} is being added.</source>
      <translation>{name} wird hinzugefügt.</translation>
    </message>
    <message>
      <source>{name} is being tried out: written to, read back, deleted.</source>
      <translation>{name} wird ausprobiert: schreiben, zurücklesen, löschen.</translation>
    </message>
    <message>
      <source>{name} was added: copying to it begins by itself.</source>
      <translation>{name} ist hinzugefügt: das Kopieren dorthin beginnt von selbst.</translation>
    </message>
    <message>
      <source>{name}: {free} free, {path}</source>
      <translation>{name}: {free} frei, {path}</translation>
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
      <translation>Studio Backup bleibt in der Taskleiste und wacht weiter über die Ordner.</translation>
    </message>
    <message>
      <source>The engine keeps watching your folders. Start Studio Backup again to look at it.</source>
      <translation>Der Dienst wacht weiter über die Ordner. Um nachzusehen, Studio Backup wieder starten.</translation>
    </message>
  </context>
  <context>
    <name>Appearance</name>
    <message>
      <source>As the system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>Farben</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>How the window looks</source>
      <translation>Wie das Fenster aussieht</translation>
    </message>
    <message>
      <source>Keep watching from login on, also without this window</source>
      <translation>Ab der Anmeldung wachen, auch ohne dieses Fenster</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>Nothing moves by itself</source>
      <translation>Nichts bewegt sich von selbst</translation>
    </message>
    <message>
      <source>On this machine only. All other settings here come back with the vault.</source>
      <translation>Nur auf diesem Rechner. Alle anderen Einstellungen hier kommen mit dem Tresor zurück.</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>Start</translation>
    </message>
    <message>
      <source>Takes effect when the window opens the next time.</source>
      <translation>Gilt, wenn das Fenster das nächste Mal aufgeht.</translation>
    </message>
  </context>
  <context>
    <name>Assign</name>
    <message numerus="yes">
      <source>%n folders were assigned anew.</source>
      <translation>
        <numerusform>%n Ordner wurde neu zugeordnet.</numerusform>
        <numerusform>%n Ordner wurden neu zugeordnet.</numerusform>
      </translation>
    </message>
    <message>
      <source>Another folder…</source>
      <translation>Anderer Ordner …</translation>
    </message>
    <message>
      <source>Assign</source>
      <translation>Zuordnen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Every watched folder has its wedding already: choose another one.</source>
      <translation>Alle überwachten Ordner haben schon eine Hochzeit. Ein anderer lässt sich auswählen.</translation>
    </message>
    <message>
      <source>It is being done.</source>
      <translation>Wird zugeordnet …</translation>
    </message>
    <message>
      <source>Nothing is changed yet.</source>
      <translation>Noch ist nichts geändert.</translation>
    </message>
    <message>
      <source>Ticked folders are backed up as this wedding from now on. No file is moved, and what was backed up before stays where it is.</source>
      <translation>Angekreuzte Ordner werden ab jetzt für diese Hochzeit gesichert. Keine Datei wird verschoben, und was schon gesichert ist, bleibt, wo es ist.</translation>
    </message>
    <message>
      <source>Watched folders</source>
      <translation>Überwachte Ordner</translation>
    </message>
    <message>
      <source>Which folders are of {name}?</source>
      <translation>Welche Ordner gehören zu {name}?</translation>
    </message>
  </context>
  <context>
    <name>Bookings</name>
    <message numerus="yes">
      <source>%Ln backups to copy</source>
      <translation>
        <numerusform>%Ln Sicherung zu kopieren</numerusform>
        <numerusform>%Ln Sicherungen zu kopieren</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln files</source>
      <translation>
        <numerusform>%Ln Datei</numerusform>
        <numerusform>%Ln Dateien</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln papers</source>
      <translation>
        <numerusform>%Ln Dokument</numerusform>
        <numerusform>%Ln Dokumente</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln Foto</numerusform>
        <numerusform>%Ln Fotos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln videos</source>
      <translation>
        <numerusform>%Ln Video</numerusform>
        <numerusform>%Ln Videos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n at risk</source>
      <translation>
        <numerusform>%n gefährdet</numerusform>
        <numerusform>%n gefährdet</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n critical</source>
      <translation>
        <numerusform>%n kritisch</numerusform>
        <numerusform>%n kritisch</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n days</source>
      <translation>
        <numerusform>%n Tag</numerusform>
        <numerusform>%n Tage</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n h</source>
      <translation>
        <numerusform>%n Std</numerusform>
        <numerusform>%n Std</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n in an emergency</source>
      <translation>
        <numerusform>%n im Notfall</numerusform>
        <numerusform>%n im Notfall</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n min</source>
      <translation>
        <numerusform>%n Min</numerusform>
        <numerusform>%n Min</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n places</source>
      <translation>
        <numerusform>%n Ort</numerusform>
        <numerusform>%n Orte</numerusform>
      </translation>
    </message>
    <message>
      <source>, allowed are {time}</source>
      <translation>, erlaubt sind {time}</translation>
    </message>
    <message>
      <source>A name and a date are enough</source>
      <translation>Name und Datum genügen</translation>
    </message>
    <message>
      <source>Add a wedding by hand</source>
      <translation>Hochzeit von Hand hinzufügen</translation>
    </message>
    <message>
      <source>Add…</source>
      <translation>Hinzufügen …</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message numerus="yes">
      <source>All %n papers</source>
      <translation>
        <numerusform>Alles: %n Dokument</numerusform>
        <numerusform>Alle %n Dokumente</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>All %n videos</source>
      <translation>
        <numerusform>Alles: %n Video</numerusform>
        <numerusform>Alle %n Videos</numerusform>
      </translation>
    </message>
    <message>
      <source>All copies there</source>
      <translation>Alle Kopien da</translation>
    </message>
    <message>
      <source>All of it</source>
      <translation>Alles</translation>
    </message>
    <message>
      <source>All {count}</source>
      <translation>Alle {count}</translation>
    </message>
    <message>
      <source>Assign folders…</source>
      <translation>Ordner zuordnen …</translation>
    </message>
    <message>
      <source>At risk</source>
      <translation>Gefährdet</translation>
    </message>
    <message>
      <source>At risk first, then what is urgent, then by date</source>
      <translation>Gefährdete zuerst, dann nach Dringlichkeit, dann nach Datum</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>Abgesagt</translation>
    </message>
    <message>
      <source>Coming</source>
      <translation>Bevorstehend</translation>
    </message>
    <message>
      <source>Connect a calendar</source>
      <translation>Kalender verbinden</translation>
    </message>
    <message>
      <source>Connect…</source>
      <translation>Verbinden …</translation>
    </message>
    <message>
      <source>Copying</source>
      <translation>Wird kopiert</translation>
    </message>
    <message>
      <source>Couple</source>
      <translation>Paar</translation>
    </message>
    <message>
      <source>Damage found</source>
      <translation>Schaden gefunden</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Datum</translation>
    </message>
    <message>
      <source>Delivered</source>
      <translation>Ausgeliefert</translation>
    </message>
    <message>
      <source>Every byte lies on two media, one of them off-site.</source>
      <translation>Jedes Byte liegt auf zwei Medien, eines davon außer Haus.</translation>
    </message>
    <message>
      <source>Find weddings in your folders</source>
      <translation>Hochzeiten in den eigenen Ordnern finden</translation>
    </message>
    <message>
      <source>Google, Outlook, iCloud or any .ics address; read only</source>
      <translation>Google, Outlook, iCloud oder jede .ics-Adresse; nur lesend</translation>
    </message>
    <message>
      <source>In every place, read back</source>
      <translation>An allen Orten, zurückgelesen</translation>
    </message>
    <message>
      <source>Laptop</source>
      <translation>Laptop</translation>
    </message>
    <message>
      <source>Later or elsewhere, by plan</source>
      <translation>Später oder anderswo, wie geplant</translation>
    </message>
    <message>
      <source>More to do with it</source>
      <translation>Weitere Aktionen</translation>
    </message>
    <message>
      <source>NAS</source>
      <translation>NAS</translation>
    </message>
    <message>
      <source>Needs you</source>
      <translation>Handlungsbedarf</translation>
    </message>
    <message>
      <source>New wedding…</source>
      <translation>Neue Hochzeit …</translation>
    </message>
    <message>
      <source>Newest photo</source>
      <translation>Neuestes Foto</translation>
    </message>
    <message>
      <source>No copies yet</source>
      <translation>Noch keine Kopien</translation>
    </message>
    <message>
      <source>No photos yet</source>
      <translation>Noch keine Fotos</translation>
    </message>
    <message>
      <source>No such place</source>
      <translation>Kein Ort dieser Art</translation>
    </message>
    <message>
      <source>No weddings yet</source>
      <translation>Noch keine Hochzeiten</translation>
    </message>
    <message>
      <source>Not delivered</source>
      <translation>Nicht ausgeliefert</translation>
    </message>
    <message>
      <source>Not here, by plan</source>
      <translation>Nicht hier, wie geplant</translation>
    </message>
    <message>
      <source>Not measured yet</source>
      <translation>Noch nicht gemessen</translation>
    </message>
    <message>
      <source>Not off-site for {time}</source>
      <translation>Seit {time} nicht außer Haus</translation>
    </message>
    <message>
      <source>Not reachable</source>
      <translation>Nicht erreichbar</translation>
    </message>
    <message>
      <source>Not read yet</source>
      <translation>Noch nicht gelesen</translation>
    </message>
    <message>
      <source>Not yet safe (RPO)</source>
      <translation>Noch nicht sicher (RPO)</translation>
    </message>
    <message>
      <source>Nothing</source>
      <translation>Nichts</translation>
    </message>
    <message>
      <source>Nothing is stored yet</source>
      <translation>Noch nichts gesichert</translation>
    </message>
    <message>
      <source>Nothing of it is stored yet.</source>
      <translation>Von dieser Hochzeit ist noch nichts gesichert.</translation>
    </message>
    <message>
      <source>Nothing to read</source>
      <translation>Nichts zu lesen</translation>
    </message>
    <message>
      <source>Nothing yet</source>
      <translation>Noch nichts</translation>
    </message>
    <message>
      <source>Off-site</source>
      <translation>Außer Haus</translation>
    </message>
    <message>
      <source>On one medium for {time}</source>
      <translation>Seit {time} nur auf einem Medium</translation>
    </message>
    <message>
      <source>Open the page of {name}</source>
      <translation>Seite von {name} öffnen</translation>
    </message>
    <message>
      <source>Part read back</source>
      <translation>Teils zurückgelesen</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>Fotos</translation>
    </message>
    <message>
      <source>Protection</source>
      <translation>Schutz</translation>
    </message>
    <message>
      <source>Read back and matched</source>
      <translation>Zurückgelesen und identisch</translation>
    </message>
    <message>
      <source>Reads their names and when the photos were taken</source>
      <translation>Liest Ordnernamen und Aufnahmedaten der Fotos</translation>
    </message>
    <message>
      <source>Restore…</source>
      <translation>Wiederherstellen …</translation>
    </message>
    <message numerus="yes">
      <source>Show %n…</source>
      <translation>
        <numerusform>%n anzeigen …</numerusform>
        <numerusform>%n anzeigen …</numerusform>
      </translation>
    </message>
    <message>
      <source>Time to get it back (RTO)</source>
      <translation>Zeit, bis alles zurück ist (RTO)</translation>
    </message>
    <message>
      <source>Venue</source>
      <translation>Location</translation>
    </message>
    <message>
      <source>Venue, couple or date</source>
      <translation>Location, Paar oder Datum</translation>
    </message>
    <message>
      <source>Verified</source>
      <translation>Geprüft</translation>
    </message>
    <message>
      <source>Verify…</source>
      <translation>Prüfen …</translation>
    </message>
    <message>
      <source>Which weddings</source>
      <translation>Welche Hochzeiten</translation>
    </message>
    <message>
      <source>With the wedding calendar, Studio Backup knows what comes first and when.</source>
      <translation>Mit dem Hochzeitskalender weiß Studio Backup, was wann zuerst kommt.</translation>
    </message>
    <message numerus="yes">
      <source>Your %n folders are backed up already.</source>
      <translation>
        <numerusform>%n Ordner ist schon gesichert.</numerusform>
        <numerusform>%n Ordner sind schon gesichert.</numerusform>
      </translation>
    </message>
    <message>
      <source>about {time}</source>
      <translation>etwa {time}</translation>
    </message>
    <message>
      <source>all day</source>
      <translation>ganztägig</translation>
    </message>
    <message>
      <source>archive</source>
      <translation>Archiv</translation>
    </message>
    <message>
      <source>at the venue</source>
      <translation>an der Location</translation>
    </message>
    <message>
      <source>being copied</source>
      <translation>wird kopiert</translation>
    </message>
    <message>
      <source>being culled</source>
      <translation>in der Bildauswahl</translation>
    </message>
    <message>
      <source>being shot</source>
      <translation>wird fotografiert</translation>
    </message>
    <message>
      <source>booked</source>
      <translation>gebucht</translation>
    </message>
    <message>
      <source>cancelled</source>
      <translation>abgesagt</translation>
    </message>
    <message>
      <source>cloud</source>
      <translation>Cloud</translation>
    </message>
    <message>
      <source>contract {number}</source>
      <translation>Vertrag {number}</translation>
    </message>
    <message>
      <source>delivered</source>
      <translation>ausgeliefert</translation>
    </message>
    <message>
      <source>drive</source>
      <translation>Laufwerk</translation>
    </message>
    <message>
      <source>none yet</source>
      <translation>noch keine</translation>
    </message>
    <message>
      <source>nothing is stored yet</source>
      <translation>noch nichts gesichert</translation>
    </message>
    <message>
      <source>shot</source>
      <translation>fotografiert</translation>
    </message>
    <message>
      <source>soon</source>
      <translation>steht bevor</translation>
    </message>
    <message>
      <source>tape</source>
      <translation>Band</translation>
    </message>
    <message>
      <source>this computer</source>
      <translation>dieser Computer</translation>
    </message>
    <message>
      <source>{begin} to {end}</source>
      <translation>{begin} bis {end}</translation>
    </message>
    <message>
      <source>{count} to go</source>
      <translation>noch {count}</translation>
    </message>
    <message>
      <source>{km} km from the venue</source>
      <translation>{km} km von der Location</translation>
    </message>
    <message>
      <source>{name} about {count}</source>
      <translation>{name}: etwa {count}</translation>
    </message>
    <message>
      <source>{place} not reachable since {time}</source>
      <translation>{place} nicht erreichbar seit {time}</translation>
    </message>
    <message>
      <source>{share} · running</source>
      <translation>{share} · läuft</translation>
    </message>
    <message numerus="yes">
      <source>{share}, from %n places</source>
      <translation>
        <numerusform>{share}, von %n Ort</numerusform>
        <numerusform>{share}, von %n Orten</numerusform>
      </translation>
    </message>
    <message>
      <source>{share}, from {places}</source>
      <translation>{share}, von {places}</translation>
    </message>
    <message>
      <source>{time} not off-site</source>
      <translation>seit {time} nicht außer Haus</translation>
    </message>
    <message>
      <source>{time}, from {place}</source>
      <translation>{time}, von {place}</translation>
    </message>
    <message>
      <source>{time}, measured {day}</source>
      <translation>{time}, gemessen {day}</translation>
    </message>
    <message numerus="yes">
      <source>{whole} of %n complete</source>
      <translation>
        <numerusform>{whole} von %n vollständig</numerusform>
        <numerusform>{whole} von %n vollständig</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>BucketKeys</name>
    <message>
      <source>A key has letters, digits and signs only, no blanks</source>
      <translation>Ein Schlüssel hat nur Buchstaben, Ziffern und Zeichen, keine Leerzeichen</translation>
    </message>
    <message>
      <source>Access key ID</source>
      <translation>Zugriffsschlüssel-ID</translation>
    </message>
    <message>
      <source>At Backblaze: Application Keys, Add a New Application Key. The ID is called keyID there.</source>
      <translation>Bei Backblaze: Application Keys, Add a New Application Key. Die ID heißt dort keyID.</translation>
    </message>
    <message>
      <source>At Cloudflare: R2, Manage API tokens, Create API token.</source>
      <translation>Bei Cloudflare: R2, Manage API tokens, Create API token.</translation>
    </message>
    <message>
      <source>At Wasabi: Access Keys, Create New Access Key.</source>
      <translation>Bei Wasabi: Access Keys, Create New Access Key.</translation>
    </message>
    <message>
      <source>Both are kept in the keyring of this computer, nowhere else. Leave them empty if the AWS tools on this computer know them already.</source>
      <translation>Beide liegen nur im Schlüsselbund dieses Computers. Leer lassen, wenn die AWS-Werkzeuge auf diesem Computer sie schon kennen.</translation>
    </message>
    <message>
      <source>In the AWS console: IAM, Users, Security credentials, Create access key.</source>
      <translation>In der AWS-Konsole: IAM, Benutzer, Sicherheitsanmeldeinformationen, Zugriffsschlüssel erstellen.</translation>
    </message>
    <message>
      <source>In the console of MinIO: Access Keys, Create access key.</source>
      <translation>In der Konsole von MinIO: Access Keys, Create access key.</translation>
    </message>
    <message>
      <source>Secret access key</source>
      <translation>Geheimer Zugriffsschlüssel</translation>
    </message>
    <message>
      <source>Show the secret access key</source>
      <translation>Geheimen Zugriffsschlüssel zeigen</translation>
    </message>
    <message>
      <source>The access key ID is still missing</source>
      <translation>Die Zugriffsschlüssel-ID fehlt noch</translation>
    </message>
    <message>
      <source>The secret access key is still missing</source>
      <translation>Der geheime Zugriffsschlüssel fehlt noch</translation>
    </message>
  </context>
  <context>
    <name>Calendars</name>
    <message numerus="yes">
      <source>%Ln more events are not shown.</source>
      <translation>
        <numerusform>%Ln weiterer Termin wird nicht angezeigt.</numerusform>
        <numerusform>%Ln weitere Termine werden nicht angezeigt.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n weddings</source>
      <translation>
        <numerusform>%n Hochzeit</numerusform>
        <numerusform>%n Hochzeiten</numerusform>
      </translation>
    </message>
    <message>
      <source>, again {time}</source>
      <translation>, erneut {time}</translation>
    </message>
    <message>
      <source>A file…</source>
      <translation>Datei …</translation>
    </message>
    <message>
      <source>Address of the calendar, or a file</source>
      <translation>Adresse des Kalenders oder Datei</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>Alle Dateien (*)</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Calendar</source>
      <translation>Kalender</translation>
    </message>
    <message>
      <source>Calendars (*.ics *.ical *.ifb)</source>
      <translation>Kalender (*.ics *.ical *.ifb)</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Categories or colours of weddings</source>
      <translation>Kategorien oder Farben der Hochzeiten</translation>
    </message>
    <message>
      <source>Connect a calendar</source>
      <translation>Kalender verbinden</translation>
    </message>
    <message>
      <source>Connect a calendar…</source>
      <translation>Kalender verbinden …</translation>
    </message>
    <message>
      <source>Connect it</source>
      <translation>Verbinden</translation>
    </message>
    <message>
      <source>Connected calendars</source>
      <translation>Verbundene Kalender</translation>
    </message>
    <message>
      <source>Disconnect it</source>
      <translation>Trennen</translation>
    </message>
    <message>
      <source>Disconnect {name}?</source>
      <translation>{name} trennen?</translation>
    </message>
    <message>
      <source>Disconnect…</source>
      <translation>Trennen …</translation>
    </message>
    <message>
      <source>Does {name} really hold so few weddings?</source>
      <translation>Enthält {name} wirklich so wenige Hochzeiten?</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Events</source>
      <translation>Termine</translation>
    </message>
    <message>
      <source>Events of {name}</source>
      <translation>Termine von {name}</translation>
    </message>
    <message>
      <source>Events…</source>
      <translation>Termine …</translation>
    </message>
    <message>
      <source>Every event of it is a wedding</source>
      <translation>Jeder Termin darin ist eine Hochzeit</translation>
    </message>
    <message>
      <source>From your calendar the program knows which wedding is next.</source>
      <translation>Aus dem Kalender weiß das Programm, welche Hochzeit als Nächstes kommt.</translation>
    </message>
    <message>
      <source>Google: calendar settings, "Secret address in iCal format". Outlook: publish the calendar, ICS. iCloud: make it public. It is only read, and the address is kept like a password.</source>
      <translation>Google: Kalendereinstellungen, „Privatadresse im iCal-Format“. Outlook: Kalender veröffentlichen, ICS. iCloud: Kalender öffentlich freigeben. Er wird nur gelesen, und die Adresse wird wie ein Passwort verwahrt.</translation>
    </message>
    <message>
      <source>Holds</source>
      <translation>Enthält</translation>
    </message>
    <message>
      <source>How it stands</source>
      <translation>Stand</translation>
    </message>
    <message>
      <source>It holds no events of the last year or the next two.</source>
      <translation>Er enthält keine Termine aus dem letzten Jahr und den nächsten zwei Jahren.</translation>
    </message>
    <message>
      <source>It is a calendar server which asks for a name and a password</source>
      <translation>Es ist ein Kalenderserver (CalDAV) mit Benutzername und Passwort</translation>
    </message>
    <message>
      <source>It is being read.</source>
      <translation>Er wird gelesen …</translation>
    </message>
    <message>
      <source>Its address or its file is still missing</source>
      <translation>Adresse oder Datei fehlt noch</translation>
    </message>
    <message>
      <source>Its weddings stay in the list with what the calendar said last, and stay protected. What changes in the calendar from now on is not noticed.</source>
      <translation>Seine Hochzeiten bleiben mit dem letzten Stand des Kalenders in der Liste und bleiben geschützt. Was sich ab jetzt im Kalender ändert, wird nicht mehr bemerkt.</translation>
    </message>
    <message>
      <source>Left out: {what}</source>
      <translation>Ausgelassen: {what}</translation>
    </message>
    <message>
      <source>Look into it</source>
      <translation>Termine ansehen</translation>
    </message>
    <message>
      <source>Name for the calendar server</source>
      <translation>Benutzername für den Kalenderserver</translation>
    </message>
    <message>
      <source>No calendar is connected.</source>
      <translation>Noch ist kein Kalender verbunden.</translation>
    </message>
    <message>
      <source>Not read yet</source>
      <translation>Noch nicht gelesen</translation>
    </message>
    <message>
      <source>One moment</source>
      <translation>Einen Moment</translation>
    </message>
    <message>
      <source>Password for the calendar server</source>
      <translation>Passwort für den Kalenderserver</translation>
    </message>
    <message>
      <source>Read it now</source>
      <translation>Jetzt lesen</translation>
    </message>
    <message>
      <source>Read {time}</source>
      <translation>Gelesen {time}</translation>
    </message>
    <message>
      <source>Select a calendar first.</source>
      <translation>Erst einen Kalender auswählen.</translation>
    </message>
    <message>
      <source>Studio Backup reads the weddings out of the calendar you keep anyway.</source>
      <translation>Studio Backup liest die Hochzeiten aus dem Kalender, den es im Studio ohnehin gibt.</translation>
    </message>
    <message>
      <source>The calendar is being read…</source>
      <translation>Der Kalender wird gelesen …</translation>
    </message>
    <message>
      <source>The calendar is right…</source>
      <translation>Der Kalender stimmt so …</translation>
    </message>
    <message>
      <source>The name for the calendar server is still missing</source>
      <translation>Der Benutzername für den Kalenderserver fehlt noch</translation>
    </message>
    <message>
      <source>Wedding?</source>
      <translation>Hochzeit?</translation>
    </message>
    <message>
      <source>Weddings are: {rules}</source>
      <translation>Hochzeiten sind: {rules}</translation>
    </message>
    <message>
      <source>What it said {time} still counts.</source>
      <translation>Es gilt weiter, was er {time} sagte.</translation>
    </message>
    <message>
      <source>What it shows no more is then asked about, wedding by wedding: none is dropped, and all stay protected.</source>
      <translation>Zu jeder Hochzeit, die er nicht mehr zeigt, wird dann einzeln nachgefragt: keine fällt weg, alle bleiben geschützt.</translation>
    </message>
    <message>
      <source>What you call it</source>
      <translation>Eigener Name</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>Wo</translation>
    </message>
    <message>
      <source>Which calendar file?</source>
      <translation>Welche Kalenderdatei?</translation>
    </message>
    <message>
      <source>Which events are weddings?</source>
      <translation>Welche Termine sind Hochzeiten?</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>Warum</translation>
    </message>
    <message>
      <source>Words in a wedding's event, with commas between them</source>
      <translation>Wörter, an denen Hochzeiten zu erkennen sind, durch Kommas getrennt</translation>
    </message>
    <message>
      <source>Words which no wedding's event has</source>
      <translation>Wörter, die gegen eine Hochzeit sprechen</translation>
    </message>
    <message>
      <source>Yes, it is right</source>
      <translation>Ja, das stimmt</translation>
    </message>
    <message>
      <source>You said it is none</source>
      <translation>Von Hand: keine Hochzeit</translation>
    </message>
    <message>
      <source>You said so</source>
      <translation>Von Hand: Hochzeit</translation>
    </message>
    <message>
      <source>a wedding</source>
      <translation>eine Hochzeit</translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>und %n weitere</numerusform>
        <numerusform>und %n weitere</numerusform>
      </translation>
    </message>
    <message>
      <source>as it calls itself</source>
      <translation>wie im Kalender angegeben</translation>
    </message>
    <message>
      <source>calendar server</source>
      <translation>Kalenderserver</translation>
    </message>
    <message>
      <source>category or colour</source>
      <translation>Kategorie oder Farbe</translation>
    </message>
    <message>
      <source>every event is a wedding</source>
      <translation>jeder Termin ist eine Hochzeit</translation>
    </message>
    <message>
      <source>file</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>never: consultation, fair…</source>
      <translation>nie: Vorgespräch, Messe …</translation>
    </message>
    <message>
      <source>no wedding</source>
      <translation>keine Hochzeit</translation>
    </message>
    <message>
      <source>subscribed calendar</source>
      <translation>abonnierter Kalender</translation>
    </message>
    <message>
      <source>the words of the trade</source>
      <translation>die üblichen Wörter</translation>
    </message>
    <message>
      <source>the words of the trade: wedding, elopement…</source>
      <translation>die üblichen Wörter: Hochzeit, Trauung …</translation>
    </message>
    <message>
      <source>{name} is connected: its weddings are followed from now on.</source>
      <translation>{name} ist verbunden: die Hochzeiten darin werden ab jetzt übernommen.</translation>
    </message>
    <message numerus="yes">
      <source>{weddings} among %n events. Is one wrong? Tick or untick it.</source>
      <translation>
        <numerusform>{weddings} unter %n Termin. Stimmt etwas nicht? Häkchen setzen oder entfernen.</numerusform>
        <numerusform>{weddings} unter %n Terminen. Stimmt etwas nicht? Häkchen setzen oder entfernen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{weddings} of %n events</source>
      <translation>
        <numerusform>{weddings} in %n Termin</numerusform>
        <numerusform>{weddings} in %n Terminen</numerusform>
      </translation>
    </message>
    <message>
      <source>{words}; never {others}</source>
      <translation>{words}; nie {others}</translation>
    </message>
  </context>
  <context>
    <name>ChangeKeys</name>
    <message>
      <source>Access key of {name}</source>
      <translation>Zugriffsschlüssel von {name}</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>It is being tried out.</source>
      <translation>Er wird ausprobiert.</translation>
    </message>
    <message>
      <source>Test and use</source>
      <translation>Testen und verwenden</translation>
    </message>
    <message>
      <source>The place is being tried out: this takes seconds.</source>
      <translation>Der Ort wird ausprobiert: das dauert Sekunden.</translation>
    </message>
    <message>
      <source>The place is tried out with the new key first. If it works, the new key takes the place of the old one in the keyring of this computer; else nothing changes.</source>
      <translation>Der Ort wird zuerst mit dem neuen Schlüssel ausprobiert. Klappt es, ersetzt er den alten im Schlüsselbund dieses Computers; sonst ändert sich nichts.</translation>
    </message>
    <message>
      <source>Type the new access key first.</source>
      <translation>Zuerst den neuen Zugriffsschlüssel eingeben.</translation>
    </message>
    <message>
      <source>{name} answers with the new access key. The old one can be deleted there.</source>
      <translation>{name} antwortet mit dem neuen Zugriffsschlüssel. Der alte kann dort gelöscht werden.</translation>
    </message>
  </context>
  <context>
    <name>Clocks</name>
    <message>
      <source> days</source>
      <translation> Tage</translation>
    </message>
    <message>
      <source> h</source>
      <translation> h</translation>
    </message>
    <message>
      <source> min</source>
      <translation> min</translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln Foto</numerusform>
        <numerusform>%Ln Fotos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n days</source>
      <translation>
        <numerusform>%n Tag</numerusform>
        <numerusform>%n Tage</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n h</source>
      <translation>
        <numerusform>%n h</numerusform>
        <numerusform>%n h</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n min</source>
      <translation>
        <numerusform>%n min</numerusform>
        <numerusform>%n min</numerusform>
      </translation>
    </message>
    <message>
      <source>, {first} to {last} by its clock</source>
      <translation>, {first} bis {last} nach ihrer Uhr</translation>
    </message>
    <message>
      <source>A camera which does not tell its name</source>
      <translation>Eine Kamera, die ihren Namen nicht verrät</translation>
    </message>
    <message>
      <source>Cameras</source>
      <translation>Kameras</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Correct its clock…</source>
      <translation>Ihre Uhr berichtigen …</translation>
    </message>
    <message>
      <source>Correct the clock of {camera}…</source>
      <translation>Die Uhr von {camera} berichtigen …</translation>
    </message>
    <message>
      <source>Days</source>
      <translation>Tage</translation>
    </message>
    <message>
      <source>Hours</source>
      <translation>Stunden</translation>
    </message>
    <message>
      <source>How was the clock of {camera}?</source>
      <translation>Wie ging die Uhr von {camera}?</translation>
    </message>
    <message>
      <source>It is being done.</source>
      <translation>Es wird erledigt.</translation>
    </message>
    <message>
      <source>Its clock was</source>
      <translation>Ihre Uhr ging</translation>
    </message>
    <message>
      <source>Its files stay as they are: only when they were taken is understood anew.</source>
      <translation>Die Dateien bleiben, wie sie sind: nur wann sie aufgenommen wurden, wird neu verstanden.</translation>
    </message>
    <message>
      <source>Its first photo, of {told} by its clock, was taken {then}.</source>
      <translation>Ihr erstes Foto, nach ihrer Uhr von {told}, entstand {then}.</translation>
    </message>
    <message>
      <source>Minutes</source>
      <translation>Minuten</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Say by how much first.</source>
      <translation>Geben Sie zuerst an, um wie viel.</translation>
    </message>
    <message>
      <source>The clock of {camera} is understood so from now on.</source>
      <translation>Die Uhr von {camera} wird ab jetzt so verstanden.</translation>
    </message>
    <message>
      <source>This camera's clock was not equally right in all folders.</source>
      <translation>Die Uhr dieser Kamera ging nicht in allen Ordnern gleich.</translation>
    </message>
    <message>
      <source>This camera's clock was not set.</source>
      <translation>Die Uhr dieser Kamera war nicht gestellt.</translation>
    </message>
    <message>
      <source>This camera's clock was {time} fast, as it seems.</source>
      <translation>Die Uhr dieser Kamera ging wohl {time} vor.</translation>
    </message>
    <message>
      <source>This camera's clock was {time} slow, as it seems.</source>
      <translation>Die Uhr dieser Kamera ging wohl {time} nach.</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>You said that this camera's clock was right.</source>
      <translation>Sie sagten, dass die Uhr dieser Kamera richtig ging.</translation>
    </message>
    <message>
      <source>You said that this camera's clock was {time} fast.</source>
      <translation>Sie sagten, dass die Uhr dieser Kamera {time} vorging.</translation>
    </message>
    <message>
      <source>You said that this camera's clock was {time} slow.</source>
      <translation>Sie sagten, dass die Uhr dieser Kamera {time} nachging.</translation>
    </message>
    <message>
      <source>as it seems by its photos</source>
      <translation>wie es nach ihren Fotos scheint</translation>
    </message>
    <message>
      <source>fast: it showed a later time</source>
      <translation>vor: sie zeigte eine spätere Zeit</translation>
    </message>
    <message>
      <source>right</source>
      <translation>richtig</translation>
    </message>
    <message>
      <source>slow: it showed an earlier time</source>
      <translation>nach: sie zeigte eine frühere Zeit</translation>
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
    <name>EditPlace</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Edit {name}</source>
      <translation>{name} bearbeiten</translation>
    </message>
    <message>
      <source>It is being saved.</source>
      <translation>Es wird gespeichert.</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Name and purpose are written at the place too, so it must answer for that.</source>
      <translation>Name und Zweck stehen auch am Ort selbst, darum muss er dafür erreichbar sein.</translation>
    </message>
    <message>
      <source>On the map</source>
      <translation>Auf der Landkarte</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Type latitude and longitude as 51.48, -0.61.</source>
      <translation>Breite und Länge als 51.48, -0.61 eingeben.</translation>
    </message>
    <message>
      <source>What it is for</source>
      <translation>Wofür er da ist</translation>
    </message>
    <message>
      <source>What it may take of this machine's line</source>
      <translation>Was er von der Leitung dieses Rechners nehmen darf</translation>
    </message>
    <message>
      <source>Where it lies</source>
      <translation>Wo er liegt</translation>
    </message>
    <message>
      <source>latitude, longitude: 51.48, -0.61</source>
      <translation>Breite, Länge: 51.48, -0.61</translation>
    </message>
    <message>
      <source>studio, home: the same word for what burns together</source>
      <translation>Studio, Zuhause: dasselbe Wort für alles, was zusammen abbrennt</translation>
    </message>
    <message>
      <source>{name} was saved.</source>
      <translation>{name} ist gespeichert.</translation>
    </message>
  </context>
  <context>
    <name>Facts</name>
    <message numerus="yes">
      <source>%Ln recovery points of it are older than its policy keeps them.</source>
      <translation>
        <numerusform>%Ln Sicherungspunkt ist älter, als die Regel ihn aufhebt.</numerusform>
        <numerusform>%Ln Sicherungspunkte sind älter, als die Regel sie aufhebt.</numerusform>
      </translation>
    </message>
    <message>
      <source>Contract</source>
      <translation>Vertrag</translation>
    </message>
    <message>
      <source>Couple</source>
      <translation>Paar</translation>
    </message>
    <message>
      <source>Delivered</source>
      <translation>Ausgeliefert</translation>
    </message>
    <message>
      <source>Expected</source>
      <translation>Erwartet</translation>
    </message>
    <message>
      <source>Guests</source>
      <translation>Gäste</translation>
    </message>
    <message>
      <source>Held: {reason}. Nothing of it is removed until the hold ends.</source>
      <translation>Löschsperre: {reason}. Bis sie aufgehoben ist, wird nichts entfernt.</translation>
    </message>
    <message>
      <source>Hours</source>
      <translation>Uhrzeit</translation>
    </message>
    <message>
      <source>Not known yet</source>
      <translation>Noch nicht bekannt</translation>
    </message>
    <message>
      <source>Nothing of it goes by age alone.</source>
      <translation>Wegen des Alters allein fällt nichts weg.</translation>
    </message>
    <message>
      <source>On the map</source>
      <translation>Koordinaten</translation>
    </message>
    <message>
      <source>Photographers</source>
      <translation>Fotografen</translation>
    </message>
    <message>
      <source>Promised for</source>
      <translation>Zugesagt zum</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message numerus="yes">
      <source>The next %Ln points would go on {day}.</source>
      <translation>
        <numerusform>Als Nächstes würde %Ln Punkt am {day} wegfallen.</numerusform>
        <numerusform>Als Nächstes würden %Ln Punkte am {day} wegfallen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Time zone</source>
      <translation>Zeitzone</translation>
    </message>
    <message>
      <source>Venue</source>
      <translation>Location</translation>
    </message>
    <message>
      <source>an emergency was declared</source>
      <translation>ein Notfall wurde ausgerufen</translation>
    </message>
    <message>
      <source>cards released</source>
      <translation>Karten freigegeben</translation>
    </message>
    <message>
      <source>none</source>
      <translation>keine</translation>
    </message>
    <message>
      <source>nothing more to come</source>
      <translation>es kommt nichts mehr</translation>
    </message>
    <message>
      <source>{typed} (the calendar says: {says})</source>
      <translation>{typed} (im Kalender steht: {says})</translation>
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
        <numerusform>Die erste Datei; mehr eingeben, um einzugrenzen.</numerusform>
        <numerusform>Die ersten %n Dateien; mehr eingeben, um einzugrenzen.</numerusform>
      </translation>
    </message>
    <message>
      <source>What was found</source>
      <translation>Gefunden</translation>
    </message>
  </context>
  <context>
    <name>FirstRun</name>
    <message>
      <source>    with the rescue script beside the kit.</source>
      <translation>    mit dem Rettungsskript neben der Mappe.</translation>
    </message>
    <message numerus="yes">
      <source>%Ln files</source>
      <translation>
        <numerusform>%Ln Datei</numerusform>
        <numerusform>%Ln Dateien</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln Foto</numerusform>
        <numerusform>%Ln Fotos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln videos</source>
      <translation>
        <numerusform>%Ln Video</numerusform>
        <numerusform>%Ln Videos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n folders are watched again.</source>
      <translation>
        <numerusform>%n Ordner wird wieder überwacht.</numerusform>
        <numerusform>%n Ordner werden wieder überwacht.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n steps</source>
      <translation>
        <numerusform>%n Schritt</numerusform>
        <numerusform>%n Schritte</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n steps, under 3 minutes</source>
      <translation>
        <numerusform>%n Schritt, unter 3 Minuten</numerusform>
        <numerusform>%n Schritte, unter 3 Minuten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n weddings are in this vault.</source>
      <translation>
        <numerusform>%n Hochzeit liegt in diesem Tresor.</numerusform>
        <numerusform>%n Hochzeiten liegen in diesem Tresor.</numerusform>
      </translation>
    </message>
    <message>
      <source>1  Print it, or save it away</source>
      <translation>1  Ausdrucken oder sicher ablegen</translation>
    </message>
    <message>
      <source>1. Take any computer and one of the copies.</source>
      <translation>1. Irgendeinen Rechner und eine der Kopien nehmen.</translation>
    </message>
    <message>
      <source>12 groups</source>
      <translation>12 Gruppen</translation>
    </message>
    <message>
      <source>2  Type two of its groups</source>
      <translation>2  Zwei ihrer Gruppen eintippen</translation>
    </message>
    <message>
      <source>2. Open it with this kit, with the program, or</source>
      <translation>2. Mit dieser Mappe öffnen: im Programm oder</translation>
    </message>
    <message>
      <source>A bucket in the cloud</source>
      <translation>Ein Bucket in der Cloud</translation>
    </message>
    <message>
      <source>A day is written such as 2026-06-20</source>
      <translation>Ein Tag wird so geschrieben: 2026-06-20</translation>
    </message>
    <message>
      <source>A day needs the wedding it belongs to</source>
      <translation>Zum Tag gehört auch die Hochzeit</translation>
    </message>
    <message>
      <source>A disk fails, a laptop is stolen: what lies in two places outlives both. The first backup runs meanwhile.</source>
      <translation>Eine Platte stirbt, ein Laptop wird gestohlen: was an zwei Orten liegt, übersteht beides. Die erste Sicherung läuft derweil.</translation>
    </message>
    <message>
      <source>A drive or a NAS</source>
      <translation>Ein Laufwerk oder ein NAS</translation>
    </message>
    <message>
      <source>A folder, drive or NAS</source>
      <translation>Ein Ordner, Laufwerk oder NAS</translation>
    </message>
    <message>
      <source>A second place</source>
      <translation>Ein zweiter Ort</translation>
    </message>
    <message>
      <source>Account number</source>
      <translation>Kontonummer</translation>
    </message>
    <message>
      <source>Add a folder</source>
      <translation>Ordner hinzufügen</translation>
    </message>
    <message>
      <source>Add a folder…</source>
      <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
      <source>Added by you</source>
      <translation>Selbst hinzugefügt</translation>
    </message>
    <message>
      <source>Address of the server</source>
      <translation>Adresse des Servers</translation>
    </message>
    <message>
      <source>Another folder</source>
      <translation>Ein anderer Ordner</translation>
    </message>
    <message>
      <source>Another folder, or one on a NAS</source>
      <translation>Ein anderer Ordner, oder einer auf einem NAS</translation>
    </message>
    <message>
      <source>At the left</source>
      <translation>Links</translation>
    </message>
    <message>
      <source>Attention</source>
      <translation>Achtung</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Bucket</source>
      <translation>Bucket</translation>
    </message>
    <message>
      <source>Calendar</source>
      <translation>Kalender</translation>
    </message>
    <message>
      <source>Choose folders</source>
      <translation>Ordner wählen</translation>
    </message>
    <message>
      <source>Choose the recovery kit</source>
      <translation>Notfall-Mappe wählen</translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>Wählen …</translation>
    </message>
    <message>
      <source>Chosen: {files} files, {size}</source>
      <translation>Gewählt: {files} Dateien, {size}</translation>
    </message>
    <message>
      <source>Connect it</source>
      <translation>Verbinden</translation>
    </message>
    <message>
      <source>Continue</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Day, such as 2026-06-20</source>
      <translation>Tag, etwa 2026-06-20</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Drawing of the recovery kit: a code, 12 numbered groups, what to do with them. The groups are hidden here.</source>
      <translation>Zeichnung der Notfall-Mappe: ein Code, 12 nummerierte Gruppen, was damit zu tun ist. Die Gruppen sind hier verdeckt.</translation>
    </message>
    <message>
      <source>Everything in it can be restored now.</source>
      <translation>Alles darin lässt sich jetzt wiederherstellen.</translation>
    </message>
    <message>
      <source>Everything is encrypted on this computer, before it leaves it.</source>
      <translation>Alles wird auf diesem Rechner verschlüsselt, bevor es ihn verlässt.</translation>
    </message>
    <message>
      <source>Find your vault</source>
      <translation>Tresor finden</translation>
    </message>
    <message>
      <source>First backup</source>
      <translation>Erste Sicherung</translation>
    </message>
    <message numerus="yes">
      <source>First backup: about %n h, if all is read as fast as the vault takes it.</source>
      <translation>
        <numerusform>Erste Sicherung: etwa %n Std, wenn alles so schnell gelesen wird, wie der Tresor es aufnimmt.</numerusform>
        <numerusform>Erste Sicherung: etwa %n Std, wenn alles so schnell gelesen wird, wie der Tresor es aufnimmt.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>First backup: about %n min, if all is read as fast as the vault takes it.</source>
      <translation>
        <numerusform>Erste Sicherung: etwa %n Min, wenn alles so schnell gelesen wird, wie der Tresor es aufnimmt.</numerusform>
        <numerusform>Erste Sicherung: etwa %n Min, wenn alles so schnell gelesen wird, wie der Tresor es aufnimmt.</numerusform>
      </translation>
    </message>
    <message>
      <source>First backup: about a minute, if all is read as fast as the vault takes it.</source>
      <translation>Erste Sicherung: etwa eine Minute, wenn alles so schnell gelesen wird, wie der Tresor es aufnimmt.</translation>
    </message>
    <message>
      <source>Five or more words that do not belong together are strong and easy to type. Only you know it: nobody can reset it.</source>
      <translation>Fünf oder mehr Wörter, die nichts miteinander zu tun haben, sind stark und leicht zu tippen. Niemand sonst kennt das Passwort, und niemand kann es zurücksetzen.</translation>
    </message>
    <message>
      <source>Folder for new backups on this computer</source>
      <translation>Ordner für neue Sicherungen auf diesem Rechner</translation>
    </message>
    <message>
      <source>Folder for the recovery kit</source>
      <translation>Ordner für die Notfall-Mappe</translation>
    </message>
    <message>
      <source>Folder in it (may stay empty)</source>
      <translation>Ordner darin (darf leer bleiben)</translation>
    </message>
    <message>
      <source>Folder of the copy: empty, or not there yet</source>
      <translation>Ordner der Kopie: leer, oder noch nicht da</translation>
    </message>
    <message>
      <source>Folder of the vault or copy</source>
      <translation>Ordner des Tresors oder der Kopie</translation>
    </message>
    <message>
      <source>Folder of the vault: empty, or not there yet</source>
      <translation>Ordner des Tresors: leer, oder noch nicht da</translation>
    </message>
    <message>
      <source>Found on this computer. Tick what matters; new files in these folders are included by themselves.</source>
      <translation>Auf diesem Rechner gefunden. Ankreuzen, was wichtig ist; neue Dateien in diesen Ordnern kommen von selbst dazu.</translation>
    </message>
    <message>
      <source>From your paper or PDF. They are hidden here on purpose.</source>
      <translation>Vom Papier oder aus dem PDF. Hier sind sie mit Absicht verdeckt.</translation>
    </message>
    <message>
      <source>Group {number}</source>
      <translation>Gruppe {number}</translation>
    </message>
    <message>
      <source>Group {number} is not right</source>
      <translation>Gruppe {number} stimmt nicht</translation>
    </message>
    <message>
      <source>Group {number} is still missing</source>
      <translation>Gruppe {number} fehlt noch</translation>
    </message>
    <message>
      <source>I have a vault already…</source>
      <translation>Es gibt schon einen Tresor …</translation>
    </message>
    <message>
      <source>If it is a copy: where do new backups go?</source>
      <translation>Falls es eine Kopie ist: wohin kommen neue Sicherungen?</translation>
    </message>
    <message>
      <source>Is it a new computer, or was the old one lost?</source>
      <translation>Ein neuer Rechner, oder ist der alte verloren?</translation>
    </message>
    <message>
      <source>Is protected</source>
      <translation>Ist geschützt</translation>
    </message>
    <message>
      <source>Is protected, as {wedding}</source>
      <translation>Ist geschützt, als {wedding}</translation>
    </message>
    <message>
      <source>It holds copies of this vault already, and goes on with them.</source>
      <translation>Dort liegen schon Kopien dieses Tresors; damit geht es weiter.</translation>
    </message>
    <message>
      <source>It is being tried out: written, read back, compared. A slow NAS takes minutes.</source>
      <translation>Wird ausprobiert: schreiben, zurücklesen, vergleichen. Ein langsames NAS braucht Minuten.</translation>
    </message>
    <message>
      <source>It is kept in another building</source>
      <translation>Liegt in einem anderen Gebäude</translation>
    </message>
    <message>
      <source>It is read from {place} only: restoring works, new backups have no place yet.</source>
      <translation>Gelesen wird nur von {place}: Wiederherstellen geht, für neue Sicherungen fehlt noch ein Ort.</translation>
    </message>
    <message>
      <source>It opens the vault without the passphrase. In the next step you print it, or take it away from this computer.</source>
      <translation>Sie öffnet den Tresor ohne das Passwort. Im nächsten Schritt wird sie gedruckt oder von diesem Rechner weggebracht.</translation>
    </message>
    <message>
      <source>Its name is still missing</source>
      <translation>Der Name fehlt noch</translation>
    </message>
    <message>
      <source>Keep it on paper, away from the computer.</source>
      <translation>Auf Papier aufheben, nicht beim Rechner.</translation>
    </message>
    <message>
      <source>Later</source>
      <translation>Später</translation>
    </message>
    <message>
      <source>Later; a reminder stays</source>
      <translation>Später; eine Erinnerung bleibt</translation>
    </message>
    <message>
      <source>Look into it</source>
      <translation>Hineinsehen</translation>
    </message>
    <message>
      <source>Looking for photos on this computer…</source>
      <translation>Suche Fotos auf diesem Rechner …</translation>
    </message>
    <message>
      <source>Name of the studio</source>
      <translation>Name des Studios</translation>
    </message>
    <message>
      <source>Name the studio</source>
      <translation>Studio benennen</translation>
    </message>
    <message>
      <source>New backups are kept there, old ones read from the copy. Without it, this computer only restores.</source>
      <translation>Neue Sicherungen kommen dorthin, alte werden aus der Kopie gelesen. Ohne ihn kann dieser Rechner nur wiederherstellen.</translation>
    </message>
    <message>
      <source>New backups go to {folder}.</source>
      <translation>Neue Sicherungen kommen nach {folder}.</translation>
    </message>
    <message>
      <source>No folder is ticked yet</source>
      <translation>Noch kein Ordner angekreuzt</translation>
    </message>
    <message>
      <source>No folder with photos was found. Add the one in which you work.</source>
      <translation>Kein Ordner mit Fotos gefunden. Den Arbeitsordner selbst hinzufügen.</translation>
    </message>
    <message>
      <source>No program of this computer opens it. It lies in {path}.</source>
      <translation>Kein Programm auf diesem Rechner öffnet sie. Sie liegt in {path}.</translation>
    </message>
    <message>
      <source>Not you, and not us. A kit in the same bag as the laptop is lost with it.</source>
      <translation>Auch wir nicht. Eine Mappe in derselben Tasche wie der Laptop geht mit ihm verloren.</translation>
    </message>
    <message>
      <source>Nothing is chosen yet</source>
      <translation>Noch nichts gewählt</translation>
    </message>
    <message>
      <source>One page that opens the vault when the computer is gone or the passphrase forgotten.</source>
      <translation>Eine Seite, die den Tresor öffnet, wenn der Rechner weg oder das Passwort vergessen ist.</translation>
    </message>
    <message>
      <source>Open Today</source>
      <translation>„Heute“ öffnen</translation>
    </message>
    <message>
      <source>Open the PDF</source>
      <translation>PDF öffnen</translation>
    </message>
    <message>
      <source>Open the vault</source>
      <translation>Tresor öffnen</translation>
    </message>
    <message>
      <source>Open the vault from its folder, drive, NAS or bucket, with the recovery kit or the passphrase.</source>
      <translation>Den Tresor aus Ordner, Laufwerk, NAS oder Bucket öffnen, mit der Notfall-Mappe oder dem Passwort.</translation>
    </message>
    <message>
      <source>Open your vault</source>
      <translation>Tresor öffnen</translation>
    </message>
    <message>
      <source>Opens</source>
      <translation>Öffnet</translation>
    </message>
    <message>
      <source>Passphrase of the vault</source>
      <translation>Passwort des Tresors</translation>
    </message>
    <message>
      <source>Place and passphrase</source>
      <translation>Ort und Passwort</translation>
    </message>
    <message>
      <source>Print the recovery kit</source>
      <translation>Notfall-Mappe drucken</translation>
    </message>
    <message>
      <source>Print…</source>
      <translation>Drucken …</translation>
    </message>
    <message>
      <source>Provider</source>
      <translation>Anbieter</translation>
    </message>
    <message>
      <source>Recovery kit</source>
      <translation>Notfall-Mappe</translation>
    </message>
    <message>
      <source>Recovery kit (*.txt)</source>
      <translation>Notfall-Mappe (*.txt)</translation>
    </message>
    <message>
      <source>Region</source>
      <translation>Region</translation>
    </message>
    <message>
      <source>Save a copy of the recovery kit</source>
      <translation>Kopie der Notfall-Mappe speichern</translation>
    </message>
    <message>
      <source>Save a copy…</source>
      <translation>Kopie speichern …</translation>
    </message>
    <message>
      <source>Save your recovery kit</source>
      <translation>Notfall-Mappe aufheben</translation>
    </message>
    <message>
      <source>Saved: {path}</source>
      <translation>Gespeichert: {path}</translation>
    </message>
    <message>
      <source>Second copy</source>
      <translation>Zweite Kopie</translation>
    </message>
    <message>
      <source>Sent to the printer at {time}.</source>
      <translation>Um {time} an den Drucker geschickt.</translation>
    </message>
    <message>
      <source>Set up Studio Backup</source>
      <translation>Studio Backup einrichten</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>Im Ordner zeigen</translation>
    </message>
    <message>
      <source>Show what is typed</source>
      <translation>Eingabe zeigen</translation>
    </message>
    <message>
      <source>Start at login, so that backups go on without this window</source>
      <translation>Bei der Anmeldung starten, damit auch ohne dieses Fenster gesichert wird</translation>
    </message>
    <message>
      <source>Start backup and continue</source>
      <translation>Sicherung starten und weiter</translation>
    </message>
    <message>
      <source>Step {number}, {name}: done</source>
      <translation>Schritt {number}, {name}: fertig</translation>
    </message>
    <message>
      <source>Step {number}, {name}: later</source>
      <translation>Schritt {number}, {name}: später</translation>
    </message>
    <message>
      <source>Step {number}, {name}: now</source>
      <translation>Schritt {number}, {name}: jetzt</translation>
    </message>
    <message>
      <source>Step {number}, {name}: put off</source>
      <translation>Schritt {number}, {name}: aufgeschoben</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>Schritte</translation>
    </message>
    <message>
      <source>Studio Backup is set up</source>
      <translation>Studio Backup ist eingerichtet</translation>
    </message>
    <message>
      <source>Studio Backup recovery kit</source>
      <translation>Notfall-Mappe von Studio Backup</translation>
    </message>
    <message>
      <source>Takes {put} a second, gives {get} a second, answers in {ms} ms.</source>
      <translation>Nimmt {put} in der Sekunde, gibt {get} in der Sekunde, antwortet in {ms} ms.</translation>
    </message>
    <message>
      <source>The account's number is still missing</source>
      <translation>Die Kontonummer fehlt noch</translation>
    </message>
    <message>
      <source>The address of the server is still missing</source>
      <translation>Die Adresse des Servers fehlt noch</translation>
    </message>
    <message>
      <source>The bucket's name is still missing</source>
      <translation>Der Name des Buckets fehlt noch</translation>
    </message>
    <message>
      <source>The calendar is being connected</source>
      <translation>Der Kalender wird verbunden</translation>
    </message>
    <message>
      <source>The calendar is being read</source>
      <translation>Der Kalender wird gelesen</translation>
    </message>
    <message>
      <source>The day of {wedding} is still missing</source>
      <translation>Der Tag von {wedding} fehlt noch</translation>
    </message>
    <message>
      <source>The engine is not running.</source>
      <translation>Der Dienst läuft nicht.</translation>
    </message>
    <message>
      <source>The first backup is done</source>
      <translation>Die erste Sicherung ist fertig</translation>
    </message>
    <message>
      <source>The first backup runs</source>
      <translation>Die erste Sicherung läuft</translation>
    </message>
    <message>
      <source>The folder for the kit is still missing</source>
      <translation>Der Ordner für die Mappe fehlt noch</translation>
    </message>
    <message>
      <source>The folder may hold only A-Z a-z 0-9 . _ - /</source>
      <translation>Der Ordner darf nur A-Z a-z 0-9 . _ - / enthalten</translation>
    </message>
    <message>
      <source>The folder of the copy is still missing</source>
      <translation>Der Ordner der Kopie fehlt noch</translation>
    </message>
    <message>
      <source>The folder of the vault is still missing</source>
      <translation>Der Ordner des Tresors fehlt noch</translation>
    </message>
    <message>
      <source>The folders are being added</source>
      <translation>Die Ordner werden hinzugefügt</translation>
    </message>
    <message>
      <source>The groups are being checked</source>
      <translation>Die Gruppen werden geprüft</translation>
    </message>
    <message>
      <source>The kit is confirmed</source>
      <translation>Die Mappe ist bestätigt</translation>
    </message>
    <message>
      <source>The kit is confirmed: it opens this vault.</source>
      <translation>Die Mappe ist bestätigt: sie öffnet diesen Tresor.</translation>
    </message>
    <message>
      <source>The kit is not confirmed yet</source>
      <translation>Die Mappe ist noch nicht bestätigt</translation>
    </message>
    <message>
      <source>The kit is still missing</source>
      <translation>Die Mappe fehlt noch</translation>
    </message>
    <message>
      <source>The kit's text file, ending in .txt</source>
      <translation>Die Textdatei der Mappe, sie endet auf .txt</translation>
    </message>
    <message>
      <source>The name is still missing</source>
      <translation>Der Name fehlt noch</translation>
    </message>
    <message>
      <source>The name stands on the recovery kit, so that whoever finds it knows whose it is.</source>
      <translation>Der Name steht auf der Notfall-Mappe, damit klar ist, wem sie gehört, wenn jemand sie findet.</translation>
    </message>
    <message>
      <source>The passphrase is being judged</source>
      <translation>Das Passwort wird eingeschätzt</translation>
    </message>
    <message>
      <source>The passphrase is still missing</source>
      <translation>Das Passwort fehlt noch</translation>
    </message>
    <message>
      <source>The passphrase is too weak</source>
      <translation>Das Passwort ist zu schwach</translation>
    </message>
    <message>
      <source>The place of the vault is still missing</source>
      <translation>Der Ort des Tresors fehlt noch</translation>
    </message>
    <message>
      <source>The recovery kit is written here first</source>
      <translation>Hierhin wird die Notfall-Mappe zuerst geschrieben</translation>
    </message>
    <message>
      <source>The region is still missing</source>
      <translation>Die Region fehlt noch</translation>
    </message>
    <message>
      <source>The same groups by their numbers:</source>
      <translation>Dieselben Gruppen mit ihren Nummern:</translation>
    </message>
    <message>
      <source>The same once more</source>
      <translation>Noch einmal dasselbe</translation>
    </message>
    <message>
      <source>The second place</source>
      <translation>Der zweite Ort</translation>
    </message>
    <message>
      <source>The two passphrases differ</source>
      <translation>Die beiden Passwörter sind verschieden</translation>
    </message>
    <message>
      <source>The vault and its kit are being made: this takes some seconds</source>
      <translation>Tresor und Mappe werden angelegt: das dauert einige Sekunden</translation>
    </message>
    <message>
      <source>The vault holds every version of your photos, encrypted. A second place comes later.</source>
      <translation>Der Tresor hält jede Fassung der Fotos, verschlüsselt. Ein zweiter Ort kommt später.</translation>
    </message>
    <message>
      <source>The vault is being opened: this takes some seconds</source>
      <translation>Der Tresor wird geöffnet: das dauert einige Sekunden</translation>
    </message>
    <message>
      <source>The vault is locked.</source>
      <translation>Der Tresor ist gesperrt.</translation>
    </message>
    <message>
      <source>The vault is made, in {folder}. Its passphrase was set with it.</source>
      <translation>Der Tresor ist angelegt, in {folder}. Sein Passwort steht seitdem fest.</translation>
    </message>
    <message>
      <source>The vault is made.</source>
      <translation>Der Tresor ist angelegt.</translation>
    </message>
    <message>
      <source>The vault is made: it bears this name from now on.</source>
      <translation>Der Tresor ist angelegt: er trägt von nun an diesen Namen.</translation>
    </message>
    <message>
      <source>The vault itself, or any copy of it: a folder, a drive, a NAS or a bucket.</source>
      <translation>Der Tresor selbst oder irgendeine Kopie davon: ein Ordner, ein Laufwerk, ein NAS oder ein Bucket.</translation>
    </message>
    <message>
      <source>Then the papers of the next one come first before the day, and its photos from the first card on. It is only read.</source>
      <translation>Dann kommen vor dem Tag die Unterlagen der nächsten zuerst dran und ab der ersten Karte ihre Fotos. Er wird nur gelesen.</translation>
    </message>
    <message>
      <source>These files lie on this computer. Take them to a safe or to somebody you trust, on paper or a stick, then delete them here.</source>
      <translation>Diese Dateien liegen auf diesem Rechner. Auf Papier oder Stick in einen Safe oder zu einem vertrauten Menschen bringen, dann hier löschen.</translation>
    </message>
    <message>
      <source>This computer</source>
      <translation>Dieser Rechner</translation>
    </message>
    <message>
      <source>This computer has no keyring which the program may use: after each start it waits until you type the passphrase. Unlock it here when it asks.</source>
      <translation>Dieser Rechner hat keinen Schlüsselbund, den das Programm nutzen darf: nach jedem Start wartet es auf das Passwort. Dann hier entsperren.</translation>
    </message>
    <message>
      <source>This is not what stands on the kit. O counts as zero, I and L as one.</source>
      <translation>Das steht nicht auf der Mappe. O zählt als null, I und L als eins.</translation>
    </message>
    <message>
      <source>To get everything back</source>
      <translation>So kommt alles zurück</translation>
    </message>
    <message>
      <source>Try it out and add it</source>
      <translation>Ausprobieren und hinzufügen</translation>
    </message>
    <message>
      <source>Two more questions while it runs</source>
      <translation>Noch zwei Fragen, während sie läuft</translation>
    </message>
    <message>
      <source>Type the passphrase a second time</source>
      <translation>Das Passwort ein zweites Mal eingeben</translation>
    </message>
    <message>
      <source>Wedding (may stay empty)</source>
      <translation>Hochzeit (darf leer bleiben)</translation>
    </message>
    <message>
      <source>What came back</source>
      <translation>Was zurückkam</translation>
    </message>
    <message>
      <source>What is your studio called?</source>
      <translation>Wie heißt das Studio?</translation>
    </message>
    <message>
      <source>What you call it</source>
      <translation>Wie er heißen soll</translation>
    </message>
    <message>
      <source>Where is your vault?</source>
      <translation>Wo liegt der Tresor?</translation>
    </message>
    <message>
      <source>Where should a second copy lie?</source>
      <translation>Wo soll eine zweite Kopie liegen?</translation>
    </message>
    <message>
      <source>Where should the vault lie?</source>
      <translation>Wo soll der Tresor liegen?</translation>
    </message>
    <message>
      <source>Which calendar knows your weddings?</source>
      <translation>Welcher Kalender kennt die Hochzeiten?</translation>
    </message>
    <message>
      <source>Which folders do you want protected?</source>
      <translation>Welche Ordner sollen geschützt werden?</translation>
    </message>
    <message>
      <source>Who holds it and a copy can read the vault.</source>
      <translation>Wer sie und eine Kopie hat, kann den Tresor lesen.</translation>
    </message>
    <message>
      <source>With the passphrase</source>
      <translation>Mit dem Passwort</translation>
    </message>
    <message>
      <source>With the recovery kit</source>
      <translation>Mit der Notfall-Mappe</translation>
    </message>
    <message>
      <source>Without passphrase and kit, nobody can open the vault</source>
      <translation>Ohne Passwort und Mappe kann niemand den Tresor öffnen</translation>
    </message>
    <message>
      <source>Written, read back and compared: equal.</source>
      <translation>Geschrieben, zurückgelesen, verglichen: gleich.</translation>
    </message>
    <message>
      <source>You can work, or close this window: the engine goes on by itself.</source>
      <translation>Weiterarbeiten oder das Fenster schließen ist in Ordnung: der Dienst macht von selbst weiter.</translation>
    </message>
    <message>
      <source>Your calendar</source>
      <translation>Der Kalender</translation>
    </message>
    <message>
      <source>Your vault is open</source>
      <translation>Der Tresor ist offen</translation>
    </message>
    <message>
      <source>a code with the same to scan</source>
      <translation>derselbe Code zum Scannen</translation>
    </message>
    <message>
      <source>another disk in this computer</source>
      <translation>eine andere Platte in diesem Rechner</translation>
    </message>
    <message>
      <source>external drive</source>
      <translation>externes Laufwerk</translation>
    </message>
    <message>
      <source>network share</source>
      <translation>Netzwerkfreigabe</translation>
    </message>
    <message>
      <source>newest {time}</source>
      <translation>neueste {time}</translation>
    </message>
    <message>
      <source>not checked yet</source>
      <translation>noch nicht geprüft</translation>
    </message>
    <message>
      <source>not right</source>
      <translation>stimmt nicht</translation>
    </message>
    <message>
      <source>over {count}</source>
      <translation>über {count}</translation>
    </message>
    <message>
      <source>right</source>
      <translation>stimmt</translation>
    </message>
    <message>
      <source>speed is being measured…</source>
      <translation>Tempo wird gemessen …</translation>
    </message>
    <message>
      <source>takes {size} a second, measured just now</source>
      <translation>nimmt {size} in der Sekunde, eben gemessen</translation>
    </message>
    <message>
      <source>vault {number}</source>
      <translation>Tresor {number}</translation>
    </message>
    <message>
      <source>{folder} is not on this computer: it is protected once it is there again.</source>
      <translation>{folder} ist nicht auf diesem Rechner: der Ordner ist geschützt, sobald er wieder da ist.</translation>
    </message>
    <message>
      <source>{free} free of {whole}</source>
      <translation>{free} von {whole} frei</translation>
    </message>
    <message>
      <source>{minutes} min {seconds:02d} s so far. You can close this window and go on later.</source>
      <translation>Bisher {minutes} Min {seconds:02d} s. Das Fenster darf zu, später geht es weiter.</translation>
    </message>
    <message>
      <source>{name} is added: copies go there by themselves from now on.</source>
      <translation>{name} ist hinzugefügt: ab jetzt gehen Kopien von selbst dorthin.</translation>
    </message>
    <message>
      <source>{name} · put off</source>
      <translation>{name} · aufgeschoben</translation>
    </message>
    <message>
      <source>{seconds} s so far. You can close this window and go on later.</source>
      <translation>Bisher {seconds} s. Das Fenster darf zu, später geht es weiter.</translation>
    </message>
    <message>
      <source>{size} free.</source>
      <translation>{size} frei.</translation>
    </message>
  </context>
  <context>
    <name>Folders</name>
    <message numerus="yes">
      <source>%n are left out, by these rules:</source>
      <translation>
        <numerusform>%n Datei bleibt weg, nach diesen Mustern:</numerusform>
        <numerusform>%n Dateien bleiben weg, nach diesen Mustern:</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files wait since {time}</source>
      <translation>
        <numerusform>%n Datei wartet seit {time}</numerusform>
        <numerusform>%n Dateien warten seit {time}</numerusform>
      </translation>
    </message>
    <message>
      <source>2026-06-20</source>
      <translation>2026-06-20</translation>
    </message>
    <message>
      <source>Add a folder</source>
      <translation>Ordner hinzufügen</translation>
    </message>
    <message>
      <source>Add a folder…</source>
      <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
      <source>Add the folder of a wedding: it is backed up at once, and whenever it changes.</source>
      <translation>Den Ordner einer Hochzeit hinzufügen: er wird sofort gesichert, und immer, wenn sich darin etwas ändert.</translation>
    </message>
    <message>
      <source>Another folder lies in its place</source>
      <translation>An seiner Stelle liegt ein anderer Ordner</translation>
    </message>
    <message>
      <source>Backed up {ago}</source>
      <translation>Gesichert {ago}</translation>
    </message>
    <message>
      <source>Being backed up</source>
      <translation>Wird gesichert</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Choose a folder first.</source>
      <translation>Erst einen Ordner wählen.</translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>Wählen …</translation>
    </message>
    <message>
      <source>Date of the wedding</source>
      <translation>Datum der Hochzeit</translation>
    </message>
    <message>
      <source>Edit a folder</source>
      <translation>Ordner bearbeiten</translation>
    </message>
    <message>
      <source>Edit…</source>
      <translation>Bearbeiten …</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>How urgent</source>
      <translation>Wie dringend</translation>
    </message>
    <message>
      <source>It has no recovery point: nothing of it is in the vault.</source>
      <translation>Er hat keinen Sicherungspunkt: nichts davon liegt im Tresor.</translation>
    </message>
    <message>
      <source>It is being saved.</source>
      <translation>Es wird gespeichert.</translation>
    </message>
    <message numerus="yes">
      <source>Its %n recovery points stay in the vault and can be restored.</source>
      <translation>
        <numerusform>Sein Sicherungspunkt bleibt im Tresor und lässt sich wiederherstellen.</numerusform>
        <numerusform>Seine %n Sicherungspunkte bleiben im Tresor und lassen sich wiederherstellen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Leave out, one rule in each line</source>
      <translation>Weglassen, ein Muster in jeder Zeile</translation>
    </message>
    <message numerus="yes">
      <source>More than %n files wait since {time}</source>
      <translation>
        <numerusform>Mehr als %n Datei wartet seit {time}</numerusform>
        <numerusform>Mehr als %n Dateien warten seit {time}</numerusform>
      </translation>
    </message>
    <message>
      <source>Next backup: {files} of {all} files, {size}, {time}.</source>
      <translation>Nächste Sicherung: {files} von {all} Dateien, {size}, {time}.</translation>
    </message>
    <message>
      <source>No folder is watched yet.</source>
      <translation>Noch wird kein Ordner überwacht.</translation>
    </message>
    <message>
      <source>Not backed up yet</source>
      <translation>Noch nicht gesichert</translation>
    </message>
    <message>
      <source>Not known yet</source>
      <translation>Noch nicht bekannt</translation>
    </message>
    <message>
      <source>Not there now</source>
      <translation>Gerade nicht da</translation>
    </message>
    <message>
      <source>Nothing is known to have changed since the last backup.</source>
      <translation>Seit der letzten Sicherung ist keine Änderung bekannt.</translation>
    </message>
    <message>
      <source>Nothing is left out.</source>
      <translation>Nichts bleibt weg.</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <source>Policy</source>
      <translation>Regel</translation>
    </message>
    <message>
      <source>Remove…</source>
      <translation>Entfernen …</translation>
    </message>
    <message>
      <source>Rule</source>
      <translation>Muster</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Select a folder first.</source>
      <translation>Erst einen Ordner auswählen.</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <source>The folder is looked through…</source>
      <translation>Der Ordner wird durchgesehen …</translation>
    </message>
    <message>
      <source>The folder is watched: its first backup starts at once.</source>
      <translation>Der Ordner wird überwacht: die erste Sicherung beginnt sofort.</translation>
    </message>
    <message>
      <source>The folder itself and its files stay as they are.</source>
      <translation>Der Ordner selbst und seine Dateien bleiben, wie sie sind.</translation>
    </message>
    <message>
      <source>The last backup failed</source>
      <translation>Die letzte Sicherung ist fehlgeschlagen</translation>
    </message>
    <message numerus="yes">
      <source>Told from %n earlier backups.</source>
      <translation>
        <numerusform>Geschätzt nach %n früheren Sicherung.</numerusform>
        <numerusform>Geschätzt nach %n früheren Sicherungen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Type the date as 2026-06-20: year, month, day.</source>
      <translation>Das Datum als 2026-06-20 eingeben: Jahr, Monat, Tag.</translation>
    </message>
    <message>
      <source>Watch it no more</source>
      <translation>Nicht mehr bewachen</translation>
    </message>
    <message>
      <source>Watch this folder</source>
      <translation>Diesen Ordner bewachen</translation>
    </message>
    <message>
      <source>Watch {folder} no more?</source>
      <translation>{folder} nicht mehr bewachen?</translation>
    </message>
    <message>
      <source>Watched folders</source>
      <translation>Überwachte Ordner</translation>
    </message>
    <message>
      <source>Wedding</source>
      <translation>Hochzeit</translation>
    </message>
    <message>
      <source>What changes in it from now on is backed up no more.</source>
      <translation>Was sich darin ab jetzt ändert, wird nicht mehr gesichert.</translation>
    </message>
    <message>
      <source>What is left out</source>
      <translation>Was weggelassen wird</translation>
    </message>
    <message>
      <source>Which folder is to be watched?</source>
      <translation>Welcher Ordner soll überwacht werden?</translation>
    </message>
    <message>
      <source>Why, and how much</source>
      <translation>Warum, und wie viel</translation>
    </message>
    <message numerus="yes">
      <source>about %n h</source>
      <translation>
        <numerusform>etwa %n Std</numerusform>
        <numerusform>etwa %n Std</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>about %n min</source>
      <translation>
        <numerusform>etwa %n Min</numerusform>
        <numerusform>etwa %n Min</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>und %n weitere</numerusform>
        <numerusform>und %n weitere</numerusform>
      </translation>
    </message>
    <message>
      <source>as the policy says</source>
      <translation>wie die Regel sagt</translation>
    </message>
    <message>
      <source>less than a minute</source>
      <translation>weniger als eine Minute</translation>
    </message>
    <message>
      <source>on</source>
      <translation>am</translation>
    </message>
    <message>
      <source>urgency</source>
      <translation>Dringlichkeit</translation>
    </message>
    <message>
      <source>{files} files, {size}</source>
      <translation>{files} Dateien, {size}</translation>
    </message>
    <message>
      <source>{time}; the vault grows by about {size}</source>
      <translation>{time}; der Tresor wächst um etwa {size}</translation>
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
      <translation>Von Hand angehalten</translation>
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
      <translation>Tresor</translation>
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
      <translation>{what} · {place}</translation>
    </message>
  </context>
  <context>
    <name>Kit</name>
    <message>
      <source>It is being locked.</source>
      <translation>Er wird gesperrt.</translation>
    </message>
    <message>
      <source>It is being tried.</source>
      <translation>Sie wird ausprobiert.</translation>
    </message>
    <message>
      <source>It was never tried whether the recovery kit opens the vault.</source>
      <translation>Noch nie ausprobiert, ob die Notfall-Mappe den Tresor öffnet.</translation>
    </message>
    <message numerus="yes">
      <source>Last tried %n days ago. Look whether you still find it, and try it.</source>
      <translation>
        <numerusform>Zuletzt vor %n Tag ausprobiert. Nachsehen, ob sie noch da ist, und ausprobieren.</numerusform>
        <numerusform>Zuletzt vor %n Tagen ausprobiert. Nachsehen, ob sie noch da ist, und ausprobieren.</numerusform>
      </translation>
    </message>
    <message>
      <source>Last tried: {time}. It opened the vault.</source>
      <translation>Zuletzt ausprobiert: {time}. Sie hat den Tresor geöffnet.</translation>
    </message>
    <message>
      <source>Lock now</source>
      <translation>Jetzt sperren</translation>
    </message>
    <message>
      <source>Locked, the engine forgets the keys: nothing is backed up until it is unlocked.</source>
      <translation>Gesperrt vergisst der Dienst die Schlüssel: nichts wird gesichert, bis der Tresor entsperrt ist.</translation>
    </message>
    <message>
      <source>Nobody has confirmed yet that the recovery kit is kept safe.</source>
      <translation>Noch hat niemand bestätigt, dass die Notfall-Mappe sicher aufgehoben ist.</translation>
    </message>
    <message>
      <source>Or type the 12 groups of the printed page here</source>
      <translation>Oder hier die 12 Gruppen der gedruckten Seite eintippen</translation>
    </message>
    <message>
      <source>Page to print (*.pdf)</source>
      <translation>Seite zum Drucken (*.pdf)</translation>
    </message>
    <message>
      <source>Print it again</source>
      <translation>Noch einmal drucken</translation>
    </message>
    <message>
      <source>Save the page…</source>
      <translation>Seite speichern …</translation>
    </message>
    <message>
      <source>Save your kit…</source>
      <translation>Mappe aufheben …</translation>
    </message>
    <message>
      <source>Take the printed page or the kit's text file from where you keep it.</source>
      <translation>Die gedruckte Seite oder die Textdatei der Mappe von dort holen, wo sie liegt.</translation>
    </message>
    <message>
      <source>Text of a recovery kit (*.txt);;All files (*)</source>
      <translation>Text einer Notfall-Mappe (*.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
      <source>The kit's text, or its 12 groups</source>
      <translation>Der Text der Mappe, oder ihre 12 Gruppen</translation>
    </message>
    <message>
      <source>The page is being made.</source>
      <translation>Die Seite wird erzeugt.</translation>
    </message>
    <message>
      <source>The page with its 12 groups and the code, as a PDF. Keep it where the laptop is not.</source>
      <translation>Die Seite mit den 12 Gruppen und dem Code, als PDF. Dort aufheben, wo der Laptop nicht ist.</translation>
    </message>
    <message>
      <source>The vault</source>
      <translation>Der Tresor</translation>
    </message>
    <message>
      <source>This kit opens the vault of {studio}, made {time}.</source>
      <translation>Diese Mappe öffnet den Tresor von {studio}, angelegt: {time}.</translation>
    </message>
    <message>
      <source>This kit opens the vault.</source>
      <translation>Diese Mappe öffnet den Tresor.</translation>
    </message>
    <message>
      <source>Try a file…</source>
      <translation>Datei ausprobieren …</translation>
    </message>
    <message>
      <source>Try what is typed</source>
      <translation>Eingabe ausprobieren</translation>
    </message>
    <message>
      <source>Try your kit</source>
      <translation>Mappe ausprobieren</translation>
    </message>
    <message>
      <source>Type the groups first.</source>
      <translation>Erst die Gruppen eingeben.</translation>
    </message>
    <message>
      <source>Unlock…</source>
      <translation>Entsperren …</translation>
    </message>
    <message>
      <source>Use the kit's text file…</source>
      <translation>Textdatei der Mappe verwenden …</translation>
    </message>
    <message>
      <source>Where is the page to be saved?</source>
      <translation>Wohin soll die Seite gespeichert werden?</translation>
    </message>
    <message>
      <source>Which file is the kit?</source>
      <translation>Welche Datei ist die Mappe?</translation>
    </message>
    <message>
      <source>recovery kit.pdf</source>
      <translation>Notfall-Mappe.pdf</translation>
    </message>
    <message>
      <source>{file} was saved in {folder}. Print it, and remove it from this machine.</source>
      <translation>{file} liegt jetzt in {folder}. Ausdrucken, dann von diesem Rechner entfernen.</translation>
    </message>
    <message numerus="yes">
      <source>{studio} · {size} · %n recovery points</source>
      <translation>
        <numerusform>{studio} · {size} · %n Sicherungspunkt</numerusform>
        <numerusform>{studio} · {size} · %n Sicherungspunkte</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Levels</name>
    <message>
      <source>Critical</source>
      <translation>Kritisch</translation>
    </message>
    <message>
      <source>Emergency</source>
      <translation>Notfall</translation>
    </message>
    <message>
      <source>High</source>
      <translation>Hoch</translation>
    </message>
    <message>
      <source>Low</source>
      <translation>Niedrig</translation>
    </message>
    <message>
      <source>Normal</source>
      <translation>Normal</translation>
    </message>
  </context>
  <context>
    <name>Limits</name>
    <message>
      <source> MB/s</source>
      <translation> MB/s</translation>
    </message>
    <message>
      <source>Add hours</source>
      <translation>Stunden hinzufügen</translation>
    </message>
    <message>
      <source>As it is kept</source>
      <translation>Wie gespeichert</translation>
    </message>
    <message>
      <source>At all other times</source>
      <translation>Zu allen anderen Zeiten</translation>
    </message>
    <message>
      <source>At most in these hours</source>
      <translation>Höchstens in diesen Stunden</translation>
    </message>
    <message>
      <source>Below so much battery only critical work goes on</source>
      <translation>Unter diesem Akkustand läuft nur noch kritische Arbeit</translation>
    </message>
    <message>
      <source>Copy also in a network that costs money</source>
      <translation>Auch in einem Netz kopieren, das Geld kostet</translation>
    </message>
    <message>
      <source>Each place can have limits of its own beside these, on the page Storage.</source>
      <translation>Jeder Ort kann daneben eigene Grenzen haben, auf der Seite Speicherorte.</translation>
    </message>
    <message>
      <source>From</source>
      <translation>Von</translation>
    </message>
    <message>
      <source>It is being saved.</source>
      <translation>Es wird gespeichert.</translation>
    </message>
    <message>
      <source>Now: {limits}</source>
      <translation>Jetzt: {limits}</translation>
    </message>
    <message>
      <source>Press “As it is kept” to look at it.</source>
      <translation>„Wie gespeichert“ drücken, um es anzusehen.</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Saved. It holds from now on.</source>
      <translation>Gespeichert. Es gilt ab jetzt.</translation>
    </message>
    <message>
      <source>Take these hours out</source>
      <translation>Diese Stunden entfernen</translation>
    </message>
    <message>
      <source>The line, all places together</source>
      <translation>Die Leitung, alle Orte zusammen</translation>
    </message>
    <message>
      <source>There are 24 parts of the day already.</source>
      <translation>Es gibt schon 24 Abschnitte des Tages.</translation>
    </message>
    <message>
      <source>This machine</source>
      <translation>Dieser Rechner</translation>
    </message>
    <message>
      <source>To</source>
      <translation>Bis</translation>
    </message>
    <message>
      <source>Urgent work is not held back</source>
      <translation>Dringende Arbeit wird nicht gebremst</translation>
    </message>
    <message>
      <source>What waits for power or for another network says so on the page Activity.</source>
      <translation>Was auf Strom oder ein anderes Netz wartet, steht auf der Seite Aktivität.</translation>
    </message>
    <message>
      <source>at most</source>
      <translation>höchstens</translation>
    </message>
    <message>
      <source>never wait</source>
      <translation>nie warten</translation>
    </message>
    <message>
      <source>no limit</source>
      <translation>keine Grenze</translation>
    </message>
    <message>
      <source>to</source>
      <translation>bis</translation>
    </message>
  </context>
  <context>
    <name>Matching</name>
    <message numerus="yes">
      <source>%Ln could not be read</source>
      <translation>
        <numerusform>%Ln nicht lesbar</numerusform>
        <numerusform>%Ln nicht lesbar</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln of them before its clock was set</source>
      <translation>
        <numerusform>%Ln davon mit ungestellter Uhr</numerusform>
        <numerusform>%Ln davon mit ungestellter Uhr</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos and videos</source>
      <translation>
        <numerusform>%Ln Foto oder Video</numerusform>
        <numerusform>%Ln Fotos und Videos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n folders with photos belong to no wedding yet</source>
      <translation>
        <numerusform>%n Ordner mit Fotos gehört noch zu keiner Hochzeit</numerusform>
        <numerusform>%n Ordner mit Fotos gehören noch zu keiner Hochzeit</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>(or %n others)</source>
      <translation>
        <numerusform>(oder %n andere)</numerusform>
        <numerusform>(oder %n andere)</numerusform>
      </translation>
    </message>
    <message>
      <source>, {first} to {last} by its clock</source>
      <translation>, {first} bis {last} laut Kamerauhr</translation>
    </message>
    <message>
      <source>Ask again</source>
      <translation>Noch einmal entscheiden</translation>
    </message>
    <message>
      <source>Assign</source>
      <translation>Zuordnen</translation>
    </message>
    <message>
      <source>Choose its wedding first.</source>
      <translation>Erst die Hochzeit auswählen.</translation>
    </message>
    <message>
      <source>Decided</source>
      <translation>Entschieden</translation>
    </message>
    <message>
      <source>Decide…</source>
      <translation>Entscheiden …</translation>
    </message>
    <message>
      <source>Every folder with photos belongs to a wedding, or needs none.</source>
      <translation>Jeder Ordner mit Fotos ist einer Hochzeit zugeordnet oder gehört zu keiner.</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>It is being done.</source>
      <translation>Wird erledigt …</translation>
    </message>
    <message>
      <source>It needs no wedding</source>
      <translation>Gehört zu keiner Hochzeit</translation>
    </message>
    <message>
      <source>Its wedding</source>
      <translation>Seine Hochzeit</translation>
    </message>
    <message>
      <source>Needs you</source>
      <translation>Handlungsbedarf</translation>
    </message>
    <message>
      <source>Neither its name nor its photos' dates fit a wedding that is known.</source>
      <translation>Weder sein Name noch das Datum seiner Fotos passt zu einer bekannten Hochzeit.</translation>
    </message>
    <message>
      <source>Nothing is to be decided.</source>
      <translation>Es ist nichts zu entscheiden.</translation>
    </message>
    <message>
      <source>To decide</source>
      <translation>Zu entscheiden</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Until you decide, such a folder is protected as urgently as what it could belong to. Assigning moves no file.</source>
      <translation>Bis zur Entscheidung ist ein solcher Ordner so dringend wie die Hochzeit, zu der er gehören könnte. Zuordnen verschiebt keine Datei.</translation>
    </message>
    <message>
      <source>Wedding</source>
      <translation>Hochzeit</translation>
    </message>
    <message>
      <source>What is in it</source>
      <translation>Inhalt</translation>
    </message>
    <message>
      <source>What is listed</source>
      <translation>Anzeige</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>Warum</translation>
    </message>
    <message>
      <source>a camera which does not tell its name</source>
      <translation>eine Kamera ohne Namen</translation>
    </message>
    <message>
      <source>likely</source>
      <translation>wahrscheinlich</translation>
    </message>
    <message>
      <source>needs no wedding</source>
      <translation>gehört zu keiner Hochzeit</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>nicht bekannt</translation>
    </message>
    <message>
      <source>possible</source>
      <translation>möglich</translation>
    </message>
    <message>
      <source>sure</source>
      <translation>eindeutig</translation>
    </message>
    <message numerus="yes">
      <source>{camera}: %Ln photos</source>
      <translation>
        <numerusform>{camera}: %Ln Foto</numerusform>
        <numerusform>{camera}: %Ln Fotos</numerusform>
      </translation>
    </message>
    <message>
      <source>{folder} (only what lies directly in it)</source>
      <translation>{folder} (nur was direkt darin liegt)</translation>
    </message>
    <message>
      <source>{folder} belongs to {wedding} again.</source>
      <translation>{folder} gehört wieder zu {wedding}.</translation>
    </message>
    <message>
      <source>{folder} belongs to {wedding} now.</source>
      <translation>{folder} gehört jetzt zu {wedding}.</translation>
    </message>
    <message>
      <source>{folder} is to be decided again.</source>
      <translation>Über {folder} ist wieder zu entscheiden.</translation>
    </message>
    <message>
      <source>{folder} needs no wedding.</source>
      <translation>{folder} gehört zu keiner Hochzeit.</translation>
    </message>
    <message>
      <source>{wedding}, by itself</source>
      <translation>{wedding}, automatisch</translation>
    </message>
  </context>
  <context>
    <name>Month</name>
    <message>
      <source>Calendar of the weddings</source>
      <translation>Kalender der Hochzeiten</translation>
    </message>
    <message>
      <source>Choose a day</source>
      <translation>Tag auswählen</translation>
    </message>
    <message>
      <source>The month before</source>
      <translation>Vorheriger Monat</translation>
    </message>
    <message>
      <source>The next month</source>
      <translation>Nächster Monat</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Heute</translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>und %n weitere</numerusform>
        <numerusform>und %n weitere</numerusform>
      </translation>
    </message>
    <message>
      <source>no wedding</source>
      <translation>keine Hochzeit</translation>
    </message>
    <message>
      <source>{day}, today</source>
      <translation>{day}, heute</translation>
    </message>
    <message>
      <source>{name}: choose it from a month</source>
      <translation>{name}: im Kalender auswählen</translation>
    </message>
  </context>
  <context>
    <name>Notices</name>
    <message numerus="yes">
      <source>%n things need a look</source>
      <translation>
        <numerusform>%n Sache braucht einen Blick</numerusform>
        <numerusform>%n Sachen brauchen einen Blick</numerusform>
      </translation>
    </message>
    <message>
      <source>Something needs a look</source>
      <translation>Etwas braucht einen Blick</translation>
    </message>
    <message>
      <source>Your photos need you</source>
      <translation>Die Fotos brauchen Hilfe</translation>
    </message>
  </context>
  <context>
    <name>Pages</name>
    <message>
      <source>Activity</source>
      <translation>Aktivität</translation>
    </message>
    <message>
      <source>Folders without a wedding</source>
      <translation>Ordner ohne Hochzeit</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Storage</source>
      <translation>Speicherorte</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Heute</translation>
    </message>
    <message>
      <source>Verify</source>
      <translation>Prüfen</translation>
    </message>
    <message>
      <source>Wedding</source>
      <translation>Hochzeit</translation>
    </message>
    <message>
      <source>Weddings</source>
      <translation>Hochzeiten</translation>
    </message>
  </context>
  <context>
    <name>Photo</name>
    <message>
      <source>Photo</source>
      <translation>Foto</translation>
    </message>
    <message>
      <source>Photo of {name}</source>
      <translation>Foto von {name}</translation>
    </message>
  </context>
  <context>
    <name>Places</name>
    <message numerus="yes">
      <source>%n files ({size}) wait since {time}</source>
      <translation>
        <numerusform>%n Datei ({size}) wartet seit {time}</numerusform>
        <numerusform>%n Dateien ({size}) warten seit {time}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n objects</source>
      <translation>
        <numerusform>%n Objekt</numerusform>
        <numerusform>%n Objekte</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n places that hold a copy</source>
      <translation>
        <numerusform>%n Ort mit einer Kopie</numerusform>
        <numerusform>%n Orte mit einer Kopie</numerusform>
      </translation>
    </message>
    <message>
      <source>Cloud, first</source>
      <translation>Cloud, erste</translation>
    </message>
    <message>
      <source>Cloud, second</source>
      <translation>Cloud, zweite</translation>
    </message>
    <message>
      <source>Health {points} of 100</source>
      <translation>Zustand {points} von 100</translation>
    </message>
    <message>
      <source>In the house: a NAS or a drive</source>
      <translation>Im Haus: ein NAS oder ein Laufwerk</translation>
    </message>
    <message>
      <source>It has all that it should have</source>
      <translation>Er hat alles, was er haben soll</translation>
    </message>
    <message>
      <source>Last contact {time}</source>
      <translation>Letzter Kontakt {time}</translation>
    </message>
    <message>
      <source>Limit</source>
      <translation>Grenze</translation>
    </message>
    <message>
      <source>Lock</source>
      <translation>Schutz</translation>
    </message>
    <message>
      <source>No contact since the engine started</source>
      <translation>Kein Kontakt, seit der Dienst läuft</translation>
    </message>
    <message>
      <source>Nothing is known to be wrong with it</source>
      <translation>Kein Mangel bekannt</translation>
    </message>
    <message>
      <source>Off-site: kept in another building</source>
      <translation>Außer Haus: liegt in einem anderen Gebäude</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>Ort</translation>
    </message>
    <message>
      <source>Read back whole and matched; the oldest reading: {time}</source>
      <translation>Ganz zurückgelesen und gleich; älteste Lesung: {time}</translation>
    </message>
    <message>
      <source>Speed</source>
      <translation>Tempo</translation>
    </message>
    <message>
      <source>all day</source>
      <translation>den ganzen Tag</translation>
    </message>
    <message>
      <source>bucket</source>
      <translation>Bucket</translation>
    </message>
    <message>
      <source>cloud, first</source>
      <translation>Cloud, erste</translation>
    </message>
    <message>
      <source>cloud, second</source>
      <translation>Cloud, zweite</translation>
    </message>
    <message>
      <source>else {rate}</source>
      <translation>sonst {rate}</translation>
    </message>
    <message>
      <source>folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>free space not told</source>
      <translation>freier Platz unbekannt</translation>
    </message>
    <message>
      <source>in the house</source>
      <translation>im Haus</translation>
    </message>
    <message>
      <source>local</source>
      <translation>lokal</translation>
    </message>
    <message>
      <source>network share</source>
      <translation>Netzwerkfreigabe</translation>
    </message>
    <message>
      <source>no limit</source>
      <translation>keine Grenze</translation>
    </message>
    <message>
      <source>none: who reaches it can change this copy</source>
      <translation>keiner: die Kopie ist änderbar</translation>
    </message>
    <message>
      <source>nothing there yet</source>
      <translation>dort noch nichts</translation>
    </message>
    <message>
      <source>off-site</source>
      <translation>außer Haus</translation>
    </message>
    <message>
      <source>old versions are kept</source>
      <translation>alte Fassungen bleiben</translation>
    </message>
    <message>
      <source>the bucket can lock objects</source>
      <translation>der Bucket kann Objekte sperren</translation>
    </message>
    <message>
      <source>the vault on this machine</source>
      <translation>Tresor auf diesem Rechner</translation>
    </message>
    <message>
      <source>urgent work too</source>
      <translation>auch für dringende Arbeit</translation>
    </message>
    <message>
      <source>writes {put}/s, reads {get}/s</source>
      <translation>schreibt {put}/s, liest {get}/s</translation>
    </message>
    <message>
      <source>{begin} to {end}</source>
      <translation>{begin} bis {end}</translation>
    </message>
    <message>
      <source>{milliseconds} ms</source>
      <translation>{milliseconds} ms</translation>
    </message>
    <message>
      <source>{percent} read back and matched; the rest not</source>
      <translation>{percent} zurückgelesen und gleich; der Rest nicht</translation>
    </message>
    <message>
      <source>{seconds} s</source>
      <translation>{seconds} s</translation>
    </message>
    <message>
      <source>{size} free</source>
      <translation>{size} frei</translation>
    </message>
    <message>
      <source>{size} of this vault</source>
      <translation>{size} von diesem Tresor</translation>
    </message>
    <message>
      <source>{size}/s</source>
      <translation>{size}/s</translation>
    </message>
  </context>
  <context>
    <name>Plan</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>It is being done.</source>
      <translation>Es geschieht gerade.</translation>
    </message>
  </context>
  <context>
    <name>Points</name>
    <message numerus="yes">
      <source>%Ln files</source>
      <translation>
        <numerusform>%Ln Datei</numerusform>
        <numerusform>%Ln Dateien</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln files could not be read</source>
      <translation>
        <numerusform>%Ln Datei war nicht lesbar</numerusform>
        <numerusform>%Ln Dateien waren nicht lesbar</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln files fewer</source>
      <translation>
        <numerusform>%Ln Datei weniger</numerusform>
        <numerusform>%Ln Dateien weniger</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln files more</source>
      <translation>
        <numerusform>%Ln Datei mehr</numerusform>
        <numerusform>%Ln Dateien mehr</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln moments</source>
      <translation>
        <numerusform>%Ln Zeitpunkt</numerusform>
        <numerusform>%Ln Zeitpunkte</numerusform>
      </translation>
    </message>
    <message>
      <source>, with warnings</source>
      <translation>, mit Warnungen</translation>
    </message>
    <message>
      <source>Complete</source>
      <translation>Vollständig</translation>
    </message>
    <message>
      <source>Copies</source>
      <translation>Kopien</translation>
    </message>
    <message>
      <source>Decide</source>
      <translation>Entscheiden</translation>
    </message>
    <message>
      <source>Folders</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Held at</source>
      <translation>Liegt auf</translation>
    </message>
    <message>
      <source>Holds</source>
      <translation>Enthält</translation>
    </message>
    <message>
      <source>It is cancelled</source>
      <translation>Sie ist abgesagt</translation>
    </message>
    <message>
      <source>It takes place: keep it</source>
      <translation>Sie findet statt</translation>
    </message>
    <message>
      <source>Kept</source>
      <translation>Aufbewahrt</translation>
    </message>
    <message>
      <source>No watched folder is assigned to it. Assign one, and its backup begins at once.</source>
      <translation>Dieser Hochzeit ist noch kein überwachter Ordner zugeordnet. Sobald einer zugeordnet ist, beginnt die Sicherung.</translation>
    </message>
    <message>
      <source>Recovery points</source>
      <translation>Sicherungspunkte</translation>
    </message>
    <message>
      <source>Restore this moment…</source>
      <translation>Diesen Zeitpunkt wiederherstellen …</translation>
    </message>
    <message>
      <source>Restored in a drill</source>
      <translation>In einer Übung wiederhergestellt</translation>
    </message>
    <message>
      <source>Restored in a drill, {time}</source>
      <translation>In einer Übung wiederhergestellt, {time}</translation>
    </message>
    <message>
      <source>Since {time}</source>
      <translation>Seit {time}</translation>
    </message>
    <message>
      <source>The wedding</source>
      <translation>Die Hochzeit</translation>
    </message>
    <message>
      <source>This wedding is not in the list of weddings any more.</source>
      <translation>Diese Hochzeit steht nicht mehr in der Liste.</translation>
    </message>
    <message>
      <source>Unread</source>
      <translation>Nicht gelesen</translation>
    </message>
    <message>
      <source>With warnings</source>
      <translation>Mit Warnungen</translation>
    </message>
    <message>
      <source>as many files as before</source>
      <translation>so viele Dateien wie vorher</translation>
    </message>
    <message>
      <source>no single place has all of it</source>
      <translation>kein Ort allein hat alles</translation>
    </message>
    <message>
      <source>none yet</source>
      <translation>noch keine</translation>
    </message>
    <message>
      <source>nowhere complete yet</source>
      <translation>noch nirgends vollständig</translation>
    </message>
    <message>
      <source>{count}, {first} to {last}</source>
      <translation>{count}, {first} bis {last}</translation>
    </message>
    <message>
      <source>{time}: {count} files, at {places}</source>
      <translation>{time}: {count} Dateien, Orte: {places}</translation>
    </message>
  </context>
  <context>
    <name>Policies</name>
    <message>
      <source> days</source>
      <translation> Tage</translation>
    </message>
    <message>
      <source> years</source>
      <translation> Jahre</translation>
    </message>
    <message numerus="yes">
      <source>%n folders use it</source>
      <translation>
        <numerusform>%n Ordner folgt ihr</numerusform>
        <numerusform>%n Ordner folgen ihr</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n folders, and every one without another policy</source>
      <translation>
        <numerusform>%n Ordner, und jeder ohne andere Regel</numerusform>
        <numerusform>%n Ordner, und jeder ohne andere Regel</numerusform>
      </translation>
    </message>
    <message>
      <source>Add a policy</source>
      <translation>Regel hinzufügen</translation>
    </message>
    <message>
      <source>Another</source>
      <translation>Eine andere</translation>
    </message>
    <message>
      <source>As soon as something changes</source>
      <translation>Sobald sich etwas ändert</translation>
    </message>
    <message>
      <source>At most every 31 days.</source>
      <translation>Höchstens alle 31 Tage.</translation>
    </message>
    <message>
      <source>By law, after the event</source>
      <translation>Gesetzlich, nach dem Fest</translation>
    </message>
    <message>
      <source>By no clock: after a change, as soon as the folder has come to rest.</source>
      <translation>Nach keiner Uhr: nach einer Änderung, sobald der Ordner zur Ruhe gekommen ist.</translation>
    </message>
    <message>
      <source>Choose at least one day of the week.</source>
      <translation>Mindestens einen Wochentag wählen.</translation>
    </message>
    <message>
      <source>Choose at least one place, or every place there is.</source>
      <translation>Mindestens einen Ort wählen, oder jeden, den es gibt.</translation>
    </message>
    <message>
      <source>Copies, the working files counted</source>
      <translation>Kopien, die Arbeitsdateien mitgezählt</translation>
    </message>
    <message>
      <source>Day of the week</source>
      <translation>Wochentag</translation>
    </message>
    <message>
      <source>Every</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>Every day at</source>
      <translation>Jeden Tag um</translation>
    </message>
    <message>
      <source>Every place there is, also one added later</source>
      <translation>Jeder Ort, den es gibt, auch später hinzugefügte</translation>
    </message>
    <message>
      <source>Every recovery point</source>
      <translation>Jeder Sicherungspunkt</translation>
    </message>
    <message>
      <source>Every so many</source>
      <translation>Alle so viele</translation>
    </message>
    <message>
      <source>Every week on</source>
      <translation>Jede Woche am</translation>
    </message>
    <message>
      <source>From May to October</source>
      <translation>Von Mai bis Oktober</translation>
    </message>
    <message>
      <source>Give it a name.</source>
      <translation>Ihr einen Namen geben.</translation>
    </message>
    <message>
      <source>How long</source>
      <translation>Wie lange</translation>
    </message>
    <message>
      <source>How urgent</source>
      <translation>Wie dringend</translation>
    </message>
    <message>
      <source>It is being saved.</source>
      <translation>Es wird gespeichert.</translation>
    </message>
    <message>
      <source>Its folders go to the default policy. Nothing that is backed up is removed.</source>
      <translation>Ihre Ordner folgen dann der Standardregel. Nichts Gesichertes wird entfernt.</translation>
    </message>
    <message>
      <source>Kinds of media</source>
      <translation>Arten von Medien</translation>
    </message>
    <message>
      <source>Less than three copies in two places is meant</source>
      <translation>Weniger als drei Kopien an zwei Orten sind so gewollt</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>New policy</source>
      <translation>Neue Regel</translation>
    </message>
    <message>
      <source>Next runs</source>
      <translation>Nächste Läufe</translation>
    </message>
    <message>
      <source>No folder is under it. Nothing that is backed up is removed.</source>
      <translation>Kein Ordner folgt ihr. Nichts Gesichertes wird entfernt.</translation>
    </message>
    <message>
      <source>No folder uses it</source>
      <translation>Kein Ordner folgt ihr</translation>
    </message>
    <message>
      <source>Not saved yet: a new policy.</source>
      <translation>Noch nicht gespeichert: eine neue Regel.</translation>
    </message>
    <message>
      <source>Not saved: {what}</source>
      <translation>Nicht gespeichert: {what}</translation>
    </message>
    <message>
      <source>Nothing is removed by these numbers yet: they are what you promised.</source>
      <translation>Nach diesen Zahlen wird noch nichts entfernt: sie sind, was versprochen ist.</translation>
    </message>
    <message>
      <source>One time or several, with commas between: 12:30, 22:30</source>
      <translation>Eine Zeit oder mehrere, mit Komma dazwischen: 12:30, 22:30</translation>
    </message>
    <message>
      <source>Places</source>
      <translation>Orte</translation>
    </message>
    <message>
      <source>Policies</source>
      <translation>Regeln</translation>
    </message>
    <message>
      <source>Remove the policy</source>
      <translation>Regel entfernen</translation>
    </message>
    <message>
      <source>Remove the policy {name}?</source>
      <translation>Die Regel {name} entfernen?</translation>
    </message>
    <message>
      <source>Remove…</source>
      <translation>Entfernen …</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Save mine over it</source>
      <translation>Eigene darüber speichern</translation>
    </message>
    <message>
      <source>Say first that less than three copies in two places is meant.</source>
      <translation>Erst bestätigen, dass weniger als drei Kopien an zwei Orten so gewollt sind.</translation>
    </message>
    <message>
      <source>Show what is kept now</source>
      <translation>Gespeichertes zeigen</translation>
    </message>
    <message>
      <source>So many times as often from May to October</source>
      <translation>So viel Mal so oft von Mai bis Oktober</translation>
    </message>
    <message>
      <source>The engine is asked what that would do.</source>
      <translation>Der Dienst wird gefragt, was das bewirkt.</translation>
    </message>
    <message>
      <source>The policy is saved, and holds from now on.</source>
      <translation>Die Regel ist gespeichert und gilt ab jetzt.</translation>
    </message>
    <message>
      <source>Then one a day</source>
      <translation>Dann einer am Tag</translation>
    </message>
    <message>
      <source>Then one a month</source>
      <translation>Dann einer im Monat</translation>
    </message>
    <message>
      <source>Then one a week</source>
      <translation>Dann einer in der Woche</translation>
    </message>
    <message>
      <source>Time of day</source>
      <translation>Uhrzeit</translation>
    </message>
    <message>
      <source>Times of day</source>
      <translation>Uhrzeiten</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Heute</translation>
    </message>
    <message>
      <source>Tomorrow</source>
      <translation>Morgen</translation>
    </message>
    <message>
      <source>Type at least one time of day, such as 22:30.</source>
      <translation>Mindestens eine Uhrzeit eingeben, etwa 22:30.</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Verwerfen</translation>
    </message>
    <message>
      <source>Unit</source>
      <translation>Einheit</translation>
    </message>
    <message>
      <source>What does not fit together</source>
      <translation>Was nicht zusammenpasst</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>When to back up</source>
      <translation>Wann gesichert wird</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>Wo</translation>
    </message>
    <message>
      <source>about {months} months</source>
      <translation>etwa {months} Monate</translation>
    </message>
    <message>
      <source>about {years} years</source>
      <translation>etwa {years} Jahre</translation>
    </message>
    <message>
      <source>as all year</source>
      <translation>wie das ganze Jahr</translation>
    </message>
    <message>
      <source>as something changes</source>
      <translation>wenn sich etwas ändert</translation>
    </message>
    <message>
      <source>at</source>
      <translation>um</translation>
    </message>
    <message>
      <source>copies</source>
      <translation>Kopien</translation>
    </message>
    <message>
      <source>days</source>
      <translation>Tage</translation>
    </message>
    <message numerus="yes">
      <source>every %n days</source>
      <translation>
        <numerusform>jeden Tag</numerusform>
        <numerusform>alle %n Tage</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>every %n h</source>
      <translation>
        <numerusform>jede Stunde</numerusform>
        <numerusform>alle %n Std</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>every %n min</source>
      <translation>
        <numerusform>jede Minute</numerusform>
        <numerusform>alle %n Min</numerusform>
      </translation>
    </message>
    <message>
      <source>hours</source>
      <translation>Stunden</translation>
    </message>
    <message>
      <source>how long</source>
      <translation>wie lange</translation>
    </message>
    <message>
      <source>kind of business</source>
      <translation>Art des Studios</translation>
    </message>
    <message>
      <source>kinds of media</source>
      <translation>Arten von Medien</translation>
    </message>
    <message>
      <source>loses nothing: the default policy covers it as well.</source>
      <translation>verliert nichts: die Standardregel leistet dasselbe.</translation>
    </message>
    <message>
      <source>minutes</source>
      <translation>Minuten</translation>
    </message>
    <message>
      <source>name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>places</source>
      <translation>Orte</translation>
    </message>
    <message>
      <source>urgency</source>
      <translation>Dringlichkeit</translation>
    </message>
    <message>
      <source>when</source>
      <translation>wann</translation>
    </message>
    <message>
      <source>where</source>
      <translation>wo</translation>
    </message>
    <message>
      <source>“{text}” is no time of day. Type such as 22:30.</source>
      <translation>„{text}“ ist keine Uhrzeit. Etwa 22:30 eingeben.</translation>
    </message>
  </context>
  <context>
    <name>Priority</name>
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
        <numerusform>%n Medienart</numerusform>
        <numerusform>%n Medienarten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n places</source>
      <translation>
        <numerusform>%n Ort</numerusform>
        <numerusform>%n Orte</numerusform>
      </translation>
    </message>
    <message>
      <source>Demanded</source>
      <translation>Gefordert</translation>
    </message>
    <message>
      <source>How urgent, and why</source>
      <translation>Wie dringend und warum</translation>
    </message>
    <message>
      <source>Looked at</source>
      <translation>Auf Neues geprüft</translation>
    </message>
    <message>
      <source>None yet: from the first file on they are critical until they are safe.</source>
      <translation>Noch keine. Ab der ersten Datei sind sie kritisch, bis sie sicher sind.</translation>
    </message>
    <message>
      <source>None yet: timeline, guest list, seating and contracts are told by their endings.</source>
      <translation>Noch keine. Ablaufplan, Gästeliste, Sitzplan und Verträge werden an der Dateiendung erkannt.</translation>
    </message>
    <message>
      <source>Off-site</source>
      <translation>Außer Haus</translation>
    </message>
    <message>
      <source>Papers</source>
      <translation>Dokumente</translation>
    </message>
    <message>
      <source>Photos and videos</source>
      <translation>Fotos und Videos</translation>
    </message>
    <message>
      <source>Read back</source>
      <translation>Zurückgelesen</translation>
    </message>
    <message>
      <source>There</source>
      <translation>Vorhanden</translation>
    </message>
    <message>
      <source>This holds until {time}.</source>
      <translation>Das gilt bis {time}.</translation>
    </message>
    <message>
      <source>as it changes</source>
      <translation>bei jeder Änderung</translation>
    </message>
    <message>
      <source>at once</source>
      <translation>sofort</translation>
    </message>
    <message>
      <source>every {time} at the latest</source>
      <translation>spätestens alle {time}</translation>
    </message>
    <message>
      <source>within {time}</source>
      <translation>Frist: {time}</translation>
    </message>
  </context>
  <context>
    <name>Probing</name>
    <message>
      <source>It can lock objects, so that nobody can delete them</source>
      <translation>Er kann Objekte sperren, sodass niemand sie löschen kann</translation>
    </message>
    <message>
      <source>It keeps old versions of what is overwritten or deleted</source>
      <translation>Er behält alte Fassungen von Überschriebenem und Gelöschtem</translation>
    </message>
    <message>
      <source>It takes {put} and gives {get} a second, and answers in {latency}</source>
      <translation>Er nimmt {put} und gibt {get} in der Sekunde und antwortet in {latency}</translation>
    </message>
    <message>
      <source>New objects show in its listing at once</source>
      <translation>Neue Objekte stehen sofort in seiner Liste</translation>
    </message>
    <message>
      <source>Nothing that lies there is overwritten by mistake</source>
      <translation>Nichts, was dort liegt, wird versehentlich überschrieben</translation>
    </message>
    <message>
      <source>The provider itself checks what arrives</source>
      <translation>Der Anbieter prüft selbst, was ankommt</translation>
    </message>
    <message>
      <source>This place holds copies of this vault already: it is attached as {name}</source>
      <translation>Dort liegen schon Kopien dieses Tresors: der Ort wird als {name} angeschlossen</translation>
    </message>
    <message>
      <source>What was written came back equal</source>
      <translation>Was geschrieben wurde, kam gleich zurück</translation>
    </message>
    <message>
      <source>{size} are free</source>
      <translation>{size} sind frei</translation>
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
      <source>Nobody watches your folders until Studio Backup is started again.</source>
      <translation>Niemand wacht über die Ordner, bis Studio Backup wieder gestartet wird.</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Beenden</translation>
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
      <translation>Der Dienst wacht im Hintergrund weiter über die Ordner, auch ohne dieses Fenster.</translation>
    </message>
    <message>
      <source>The engine stays in the background, also without this window.</source>
      <translation>Der Dienst bleibt im Hintergrund, auch ohne dieses Fenster.</translation>
    </message>
  </context>
  <context>
    <name>Ready</name>
    <message numerus="yes">
      <source>%n things are not ready</source>
      <translation>
        <numerusform>%n Punkt ist noch offen</numerusform>
        <numerusform>%n Punkte sind noch offen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n things to do before {weddings}</source>
      <translation>
        <numerusform>Vor {weddings} ist noch %n Punkt zu erledigen</numerusform>
        <numerusform>Vor {weddings} sind noch %n Punkte zu erledigen</numerusform>
      </translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Look again</source>
      <translation>Erneut prüfen</translation>
    </message>
    <message>
      <source>Make room there, or add another place.</source>
      <translation>Dort Platz schaffen oder einen weiteren Ort hinzufügen.</translation>
    </message>
    <message>
      <source>Ready for Saturday</source>
      <translation>Bereit für Samstag</translation>
    </message>
    <message>
      <source>Say into which folder its cards are copied.</source>
      <translation>Angeben, in welchen Ordner die Speicherkarten kopiert werden.</translation>
    </message>
    <message>
      <source>Set both clocks by the network.</source>
      <translation>Beide Uhren über das Netz stellen.</translation>
    </message>
    <message>
      <source>Show the folders</source>
      <translation>Ordner zeigen</translation>
    </message>
    <message>
      <source>Show the kit</source>
      <translation>Mappe zeigen</translation>
    </message>
    <message>
      <source>Show the places</source>
      <translation>Speicherorte zeigen</translation>
    </message>
    <message>
      <source>Show the setting</source>
      <translation>Einstellung zeigen</translation>
    </message>
    <message>
      <source>Switch it on or connect it: what waits is then copied by itself.</source>
      <translation>Einschalten oder anschließen: was wartet, wird dann von selbst kopiert.</translation>
    </message>
    <message>
      <source>Take it from where it is kept, and try whether it opens the vault.</source>
      <translation>Hervorholen und ausprobieren, ob sie den Tresor öffnet.</translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>und %n weitere</numerusform>
        <numerusform>und %n weitere</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RemovePlace</name>
    <message numerus="yes">
      <source>%n other places have it</source>
      <translation>
        <numerusform>%n anderer Ort hat sie</numerusform>
        <numerusform>%n andere Orte haben sie</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n recovery points there</source>
      <translation>
        <numerusform>%n Sicherungspunkt dort</numerusform>
        <numerusform>%n Sicherungspunkte dort</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n weddings would have one copy fewer.</source>
      <translation>
        <numerusform>%n Hochzeit hätte eine Kopie weniger.</numerusform>
        <numerusform>%n Hochzeiten hätten eine Kopie weniger.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n would have none away from this machine.</source>
      <translation>
        <numerusform>%n hätte keine außerhalb dieses Rechners.</numerusform>
        <numerusform>%n hätten keine außerhalb dieses Rechners.</numerusform>
      </translation>
    </message>
    <message>
      <source>It is being removed.</source>
      <translation>Er wird entfernt.</translation>
    </message>
    <message>
      <source>Its access key goes from the keyring of this computer.</source>
      <translation>Sein Zugriffsschlüssel verschwindet aus dem Schlüsselbund dieses Computers.</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>No wedding has a copy there.</source>
      <translation>Keine Hochzeit hat dort eine Kopie.</translation>
    </message>
    <message>
      <source>Nothing is deleted there, and adding it again attaches it.</source>
      <translation>Dort wird nichts gelöscht; wieder hinzugefügt, ist er wieder angeschlossen.</translation>
    </message>
    <message>
      <source>Remove a place</source>
      <translation>Ort entfernen</translation>
    </message>
    <message>
      <source>Remove {name}</source>
      <translation>{name} entfernen</translation>
    </message>
    <message>
      <source>Remove {name}?</source>
      <translation>{name} entfernen?</translation>
    </message>
    <message>
      <source>The engine looks what would lose cover.</source>
      <translation>Der Dienst sieht nach, was Schutz verlöre.</translation>
    </message>
    <message>
      <source>The vault is locked: which weddings have copies there is not known.</source>
      <translation>Der Tresor ist gesperrt: welche Hochzeiten dort Kopien haben, ist nicht bekannt.</translation>
    </message>
    <message>
      <source>Type its name first.</source>
      <translation>Erst den Namen eingeben.</translation>
    </message>
    <message>
      <source>Type {name} to confirm</source>
      <translation>Zum Bestätigen {name} eingeben</translation>
    </message>
    <message>
      <source>Weddings with copies there</source>
      <translation>Hochzeiten mit Kopien dort</translation>
    </message>
    <message>
      <source>What would lose cover is not known yet.</source>
      <translation>Was Schutz verlöre, ist noch nicht bekannt.</translation>
    </message>
    <message>
      <source>no other copy at all</source>
      <translation>sonst gar keine Kopie</translation>
    </message>
    <message>
      <source>no other copy away from this machine</source>
      <translation>sonst keine Kopie außerhalb dieses Rechners</translation>
    </message>
    <message>
      <source>no other place has as much of it</source>
      <translation>kein anderer Ort hat so viel davon</translation>
    </message>
    <message>
      <source>{name} was removed. What lies there stays.</source>
      <translation>{name} ist entfernt. Was dort liegt, bleibt.</translation>
    </message>
  </context>
  <context>
    <name>Restore</name>
    <message numerus="yes">
      <source>%n already there</source>
      <translation>
        <numerusform>%n schon da</numerusform>
        <numerusform>%n schon da</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n are gone already.</source>
      <translation>
        <numerusform>%n ist schon weg.</numerusform>
        <numerusform>%n sind schon weg.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n deleted</source>
      <translation>
        <numerusform>%n gelöscht</numerusform>
        <numerusform>%n gelöscht</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files</source>
      <translation>
        <numerusform>%n Datei</numerusform>
        <numerusform>%n Dateien</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files come from an older point</source>
      <translation>
        <numerusform>%n Datei kommt aus einem älteren Punkt</numerusform>
        <numerusform>%n Dateien kommen aus einem älteren Punkt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files hold nothing that could come back</source>
      <translation>
        <numerusform>%n Datei enthält nichts, was zurückkommen könnte</numerusform>
        <numerusform>%n Dateien enthalten nichts, was zurückkommen könnte</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files no place can give now</source>
      <translation>
        <numerusform>%n Datei kann gerade kein Ort geben</numerusform>
        <numerusform>%n Dateien kann gerade kein Ort geben</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n folders</source>
      <translation>
        <numerusform>%n Ordner</numerusform>
        <numerusform>%n Ordner</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n found</source>
      <translation>
        <numerusform>%n gefunden</numerusform>
        <numerusform>%n gefunden</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n identical: skipped</source>
      <translation>
        <numerusform>%n gleich: übersprungen</numerusform>
        <numerusform>%n gleich: übersprungen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n kept beside what is there</source>
      <translation>
        <numerusform>%n neben Vorhandenem abgelegt</numerusform>
        <numerusform>%n neben Vorhandenem abgelegt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n left as they are</source>
      <translation>
        <numerusform>%n bleibt, wie sie ist</numerusform>
        <numerusform>%n bleiben, wie sie sind</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n more</source>
      <translation>
        <numerusform>%n weiterer</numerusform>
        <numerusform>%n weitere</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n photos</source>
      <translation>
        <numerusform>%n Foto</numerusform>
        <numerusform>%n Fotos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n put back</source>
      <translation>
        <numerusform>%n zurückgelegt</numerusform>
        <numerusform>%n zurückgelegt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n replaced</source>
      <translation>
        <numerusform>%n ersetzt</numerusform>
        <numerusform>%n ersetzt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n replaced files are put back.</source>
      <translation>
        <numerusform>%n ersetzte Datei wird zurückgelegt.</numerusform>
        <numerusform>%n ersetzte Dateien werden zurückgelegt.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n restored files were edited since, so nothing is undone:</source>
      <translation>
        <numerusform>%n wiederhergestellte Datei wurde seitdem bearbeitet, darum wird nichts rückgängig gemacht:</numerusform>
        <numerusform>%n wiederhergestellte Dateien wurden seitdem bearbeitet, darum wird nichts rückgängig gemacht:</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n selected</source>
      <translation>
        <numerusform>%n gewählt</numerusform>
        <numerusform>%n gewählt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n skipped</source>
      <translation>
        <numerusform>%n übersprungen</numerusform>
        <numerusform>%n übersprungen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n stored objects are damaged</source>
      <translation>
        <numerusform>%n abgelegtes Objekt ist beschädigt</numerusform>
        <numerusform>%n abgelegte Objekte sind beschädigt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n things could not be fetched.</source>
      <translation>
        <numerusform>%n Datei konnte nicht geholt werden.</numerusform>
        <numerusform>%n Dateien konnten nicht geholt werden.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n versions</source>
      <translation>
        <numerusform>%n Fassung</numerusform>
        <numerusform>%n Fassungen</numerusform>
      </translation>
    </message>
    <message>
      <source>All of it is there already.</source>
      <translation>Alles ist schon da.</translation>
    </message>
    <message>
      <source>All weddings, all times</source>
      <translation>Alle Hochzeiten, alle Zeiten</translation>
    </message>
    <message>
      <source>As it was first backed up</source>
      <translation>Wie zuerst gesichert</translation>
    </message>
    <message>
      <source>As of when</source>
      <translation>Stand wann</translation>
    </message>
    <message>
      <source>Both hold the same contents.</source>
      <translation>Beide haben denselben Inhalt.</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Changed</source>
      <translation>Geändert</translation>
    </message>
    <message>
      <source>Change…</source>
      <translation>Ändern …</translation>
    </message>
    <message>
      <source>Choose a wedding first.</source>
      <translation>Erst eine Hochzeit wählen.</translation>
    </message>
    <message>
      <source>Choose a wedding or a folder at the left.</source>
      <translation>Links eine Hochzeit oder einen Ordner wählen.</translation>
    </message>
    <message>
      <source>Choose what to restore first.</source>
      <translation>Erst wählen, was wiederhergestellt werden soll.</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Compare versions of {name}</source>
      <translation>Fassungen von {name} vergleichen</translation>
    </message>
    <message>
      <source>Compare…</source>
      <translation>Vergleichen …</translation>
    </message>
    <message>
      <source>Contents changed, same size</source>
      <translation>Inhalt geändert, Größe gleich</translation>
    </message>
    <message>
      <source>Contents changed, {size} less</source>
      <translation>Inhalt geändert, {size} weniger</translation>
    </message>
    <message>
      <source>Contents changed, {size} more</source>
      <translation>Inhalt geändert, {size} mehr</translation>
    </message>
    <message>
      <source>Deleted</source>
      <translation>Gelöscht</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Earlier</source>
      <translation>Früher</translation>
    </message>
    <message>
      <source>Everything</source>
      <translation>Alles</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>Files</source>
      <translation>Dateien</translation>
    </message>
    <message>
      <source>Files which did not come back</source>
      <translation>Dateien, die nicht zurückkamen</translation>
    </message>
    <message>
      <source>Files which were edited since</source>
      <translation>Seitdem bearbeitete Dateien</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Folders</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Found for “{text}”</source>
      <translation>Gefunden für „{text}“</translation>
    </message>
    <message>
      <source>Grid</source>
      <translation>Bilder</translation>
    </message>
    <message>
      <source>If a file is there already</source>
      <translation>Wenn eine Datei schon da ist</translation>
    </message>
    <message>
      <source>Into a new folder</source>
      <translation>In einen neuen Ordner</translation>
    </message>
    <message>
      <source>Into this folder</source>
      <translation>In diesen Ordner</translation>
    </message>
    <message>
      <source>It did not end well.</source>
      <translation>Es ging nicht gut aus.</translation>
    </message>
    <message>
      <source>It is being planned.</source>
      <translation>Es wird geplant.</translation>
    </message>
    <message>
      <source>It is fetched, to be dragged. Keep the button pressed.</source>
      <translation>Es wird geholt, um gezogen zu werden. Die Taste gedrückt halten.</translation>
    </message>
    <message>
      <source>It is here now: drag it once more.</source>
      <translation>Jetzt ist es da: noch einmal ziehen.</translation>
    </message>
    <message>
      <source>Keep both</source>
      <translation>Beide behalten</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>Art</translation>
    </message>
    <message>
      <source>Later</source>
      <translation>Später</translation>
    </message>
    <message>
      <source>Link</source>
      <translation>Verweis</translation>
    </message>
    <message>
      <source>List</source>
      <translation>Liste</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>New folder</source>
      <translation>Neuer Ordner</translation>
    </message>
    <message>
      <source>No file of any wedding bears this in its name.</source>
      <translation>Keine Datei irgendeiner Hochzeit heißt so.</translation>
    </message>
    <message>
      <source>Nothing is selected</source>
      <translation>Nichts ausgewählt</translation>
    </message>
    <message>
      <source>Nothing was backed up yet: there is nothing to restore.</source>
      <translation>Noch nichts gesichert: es gibt nichts wiederherzustellen.</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>Jetzt</translation>
    </message>
    <message>
      <source>Picture</source>
      <translation>Bild</translation>
    </message>
    <message>
      <source>Picture of {name}</source>
      <translation>Bild von {name}</translation>
    </message>
    <message>
      <source>Plan</source>
      <translation>Plan</translation>
    </message>
    <message>
      <source>Press Restore.</source>
      <translation>Auf Wiederherstellen drücken.</translation>
    </message>
    <message>
      <source>RAW</source>
      <translation>RAW</translation>
    </message>
    <message>
      <source>Replace</source>
      <translation>Ersetzen</translation>
    </message>
    <message numerus="yes">
      <source>Replace %n files?</source>
      <translation>
        <numerusform>%n Datei ersetzen?</numerusform>
        <numerusform>%n Dateien ersetzen?</numerusform>
      </translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>Restore into this folder</source>
      <translation>In diesen Ordner wiederherstellen</translation>
    </message>
    <message>
      <source>Restore {what} ({facts})</source>
      <translation>{what} wiederherstellen ({facts})</translation>
    </message>
    <message>
      <source>Search all weddings and times</source>
      <translation>Überall suchen</translation>
    </message>
    <message>
      <source>Select a file to see its versions.</source>
      <translation>Eine Datei auswählen, um ihre Fassungen zu sehen.</translation>
    </message>
    <message>
      <source>Show deleted files</source>
      <translation>Gelöschte Dateien zeigen</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>Im Ordner zeigen</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Skip</source>
      <translation>Überspringen</translation>
    </message>
    <message>
      <source>Special</source>
      <translation>Sonderdatei</translation>
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
      <source>Stopped. What was restored until then is there.</source>
      <translation>Abgebrochen. Was bis dahin wiederhergestellt war, ist da.</translation>
    </message>
    <message>
      <source>The contents differ: {one} at the left, {other} at the right.</source>
      <translation>Der Inhalt ist verschieden: links {one}, rechts {other}.</translation>
    </message>
    <message>
      <source>The engine is being asked.</source>
      <translation>Der Dienst wird gefragt.</translation>
    </message>
    <message>
      <source>The engine looks at what would be undone…</source>
      <translation>Der Dienst sieht nach, was rückgängig gemacht würde …</translation>
    </message>
    <message>
      <source>There is no earlier point.</source>
      <translation>Es gibt keinen früheren Punkt.</translation>
    </message>
    <message>
      <source>There is not enough space in this folder.</source>
      <translation>In diesem Ordner ist nicht genug Platz.</translation>
    </message>
    <message>
      <source>There is nothing in it.</source>
      <translation>Es ist nichts darin.</translation>
    </message>
    <message>
      <source>These are too many single files: choose the whole folder.</source>
      <translation>Das sind zu viele einzelne Dateien: den ganzen Ordner wählen.</translation>
    </message>
    <message>
      <source>These are {size}: too much to be dragged.</source>
      <translation>Das sind {size}: zu viel, um gezogen zu werden.</translation>
    </message>
    <message>
      <source>This folder is empty.</source>
      <translation>Dieser Ordner ist leer.</translation>
    </message>
    <message>
      <source>This is the newest.</source>
      <translation>Das ist der neueste.</translation>
    </message>
    <message numerus="yes">
      <source>Undo removes %n restored files and folders.</source>
      <translation>
        <numerusform>Rückgängig entfernt %n wiederhergestellte Datei oder Ordner.</numerusform>
        <numerusform>Rückgängig entfernt %n wiederhergestellte Dateien und Ordner.</numerusform>
      </translation>
    </message>
    <message>
      <source>Undo the restore</source>
      <translation>Wiederherstellung rückgängig machen</translation>
    </message>
    <message numerus="yes">
      <source>Undone: %n removed</source>
      <translation>
        <numerusform>Rückgängig gemacht: %n entfernt</numerusform>
        <numerusform>Rückgängig gemacht: %n entfernt</numerusform>
      </translation>
    </message>
    <message>
      <source>Undo…</source>
      <translation>Rückgängig …</translation>
    </message>
    <message>
      <source>Version at the left</source>
      <translation>Fassung links</translation>
    </message>
    <message>
      <source>Version at the right</source>
      <translation>Fassung rechts</translation>
    </message>
    <message>
      <source>Versions, the newest first</source>
      <translation>Fassungen, die neuesten zuerst</translation>
    </message>
    <message>
      <source>Video</source>
      <translation>Video</translation>
    </message>
    <message>
      <source>Wedding</source>
      <translation>Hochzeit</translation>
    </message>
    <message>
      <source>What is replaced is kept, so that the restore can be undone.</source>
      <translation>Ersetztes bleibt aufgehoben, damit sich die Wiederherstellung rückgängig machen lässt.</translation>
    </message>
    <message>
      <source>What this restore meets</source>
      <translation>Was diese Wiederherstellung antrifft</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>Wo</translation>
    </message>
    <message>
      <source>Which?</source>
      <translation>Welche?</translation>
    </message>
    <message>
      <source>Whole folder</source>
      <translation>Ganzer Ordner</translation>
    </message>
    <message>
      <source>Whole wedding</source>
      <translation>Ganze Hochzeit</translation>
    </message>
    <message>
      <source>a database that was being written to</source>
      <translation>eine Datenbank, in die gerade geschrieben wurde</translation>
    </message>
    <message numerus="yes">
      <source>about %n h</source>
      <translation>
        <numerusform>etwa %n Std</numerusform>
        <numerusform>etwa %n Std</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>about %n min</source>
      <translation>
        <numerusform>etwa %n Min</numerusform>
        <numerusform>etwa %n Min</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>about %n s</source>
      <translation>
        <numerusform>etwa %n s</numerusform>
        <numerusform>etwa %n s</numerusform>
      </translation>
    </message>
    <message>
      <source>all of it chosen</source>
      <translation>alles gewählt</translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>und %n weitere</numerusform>
        <numerusform>und %n weitere</numerusform>
      </translation>
    </message>
    <message>
      <source>changed while it was backed up</source>
      <translation>änderte sich während der Sicherung</translation>
    </message>
    <message>
      <source>could not be read when it was backed up</source>
      <translation>war bei der Sicherung nicht lesbar</translation>
    </message>
    <message>
      <source>deleted</source>
      <translation>gelöscht</translation>
    </message>
    <message>
      <source>from {places}</source>
      <translation>Quelle: {places}</translation>
    </message>
    <message>
      <source>held: {places}</source>
      <translation>Orte: {places}</translation>
    </message>
    <message>
      <source>identical: skipped</source>
      <translation>gleich: übersprungen</translation>
    </message>
    <message numerus="yes">
      <source>in %n recovery points, the last of {time}</source>
      <translation>
        <numerusform>in %n Sicherungspunkt, der letzte von {time}</numerusform>
        <numerusform>in %n Sicherungspunkten, der letzte von {time}</numerusform>
      </translation>
    </message>
    <message>
      <source>named after the wedding and the time</source>
      <translation>benannt nach Hochzeit und Zeit</translation>
    </message>
    <message>
      <source>no place is known to hold it</source>
      <translation>kein Ort bekannt, der sie hat</translation>
    </message>
    <message>
      <source>not enough space there: {free} free</source>
      <translation>nicht genug Platz dort: {free} frei</translation>
    </message>
    <message>
      <source>now</source>
      <translation>jetzt</translation>
    </message>
    <message>
      <source>seen from {first} to {last}</source>
      <translation>gesehen von {first} bis {last}</translation>
    </message>
    <message>
      <source>the first {found}</source>
      <translation>die ersten: {found}</translation>
    </message>
    <message>
      <source>the newest recovery point</source>
      <translation>der neueste Sicherungspunkt</translation>
    </message>
    <message>
      <source>this computer</source>
      <translation>dieser Rechner</translation>
    </message>
    <message>
      <source>was only online, not on the disk</source>
      <translation>war nur online, nicht auf der Platte</translation>
    </message>
    <message>
      <source>went away while it was backed up</source>
      <translation>verschwand während der Sicherung</translation>
    </message>
    <message>
      <source>whole wedding chosen</source>
      <translation>ganze Hochzeit gewählt</translation>
    </message>
    <message>
      <source>{path}: as of {time}, {why}</source>
      <translation>{path}: Stand {time}, {why}</translation>
    </message>
    <message>
      <source>{place} is out of reach</source>
      <translation>{place} ist nicht erreichbar</translation>
    </message>
    <message>
      <source>{restored} restored, {verified} verified, {failed} failed</source>
      <translation>{restored} wiederhergestellt, {verified} geprüft, {failed} fehlgeschlagen</translation>
    </message>
    <message>
      <source>{size}, changed {time}</source>
      <translation>{size}, geändert {time}</translation>
    </message>
  </context>
  <context>
    <name>RunCheck</name>
    <message>
      <source>All weddings</source>
      <translation>Alle Hochzeiten</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Heal what is damaged, from a place which has it</source>
      <translation>Beschädigtes heilen, von einem Ort, der es hat</translation>
    </message>
    <message>
      <source>How deep</source>
      <translation>Wie gründlich</translation>
    </message>
    <message>
      <source>Run now</source>
      <translation>Jetzt prüfen</translation>
    </message>
    <message>
      <source>Verify</source>
      <translation>Prüfen</translation>
    </message>
    <message>
      <source>What is checked</source>
      <translation>Was geprüft wird</translation>
    </message>
    <message>
      <source>all places</source>
      <translation>alle Orte</translation>
    </message>
    <message>
      <source>{what}, at {where}</source>
      <translation>{what}, Ort: {where}</translation>
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
      <translation>allen Orten</translation>
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
      <translation>von Hand angehalten</translation>
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
        <numerusform>%n Medienart</numerusform>
        <numerusform>%n Medienarten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n not read back yet</source>
      <translation>
        <numerusform>%n noch nicht zurückgelesen</numerusform>
        <numerusform>%n noch nicht zurückgelesen</numerusform>
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
        <numerusform>{there} von %n Medienart</numerusform>
        <numerusform>{there} von %n Medienarten</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Settings</name>
    <message>
      <source>Access</source>
      <translation>Zugang</translation>
    </message>
    <message>
      <source>Appearance</source>
      <translation>Aussehen</translation>
    </message>
    <message>
      <source>Calendars</source>
      <translation>Kalender</translation>
    </message>
    <message>
      <source>Folders</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Limits</source>
      <translation>Grenzen</translation>
    </message>
    <message>
      <source>Policies</source>
      <translation>Regeln</translation>
    </message>
    <message>
      <source>Recovery kit</source>
      <translation>Notfall-Mappe</translation>
    </message>
    <message>
      <source>Sections of the settings</source>
      <translation>Bereiche der Einstellungen</translation>
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
      <translation>Den Ordner einer Hochzeit hinzufügen, und die erste Sicherung beginnt sofort.</translation>
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
    <message numerus="yes">
      <source>All is copied; %n stored pieces are still to be read back.</source>
      <translation>
        <numerusform>Alles ist kopiert; %n gespeichertes Stück ist noch zurückzulesen.</numerusform>
        <numerusform>Alles ist kopiert; %n gespeicherte Stücke sind noch zurückzulesen.</numerusform>
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
      <translation>Von Hand angehalten, bis es fortgesetzt wird.</translation>
    </message>
    <message>
      <source>Paused by you until {time}.</source>
      <translation>Von Hand angehalten bis {time}.</translation>
    </message>
    <message>
      <source>Protected</source>
      <translation>Geschützt</translation>
    </message>
    <message>
      <source>Something needs a look.</source>
      <translation>Etwas braucht einen Blick.</translation>
    </message>
    <message>
      <source>Studio Backup is starting…</source>
      <translation>Studio Backup startet…</translation>
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
    <message numerus="yes">
      <source>The wedding {name}: %n files wait for {place} since {time}.</source>
      <translation>
        <numerusform>Die Hochzeit {name}: %n Datei wartet seit {time} auf {place}.</numerusform>
        <numerusform>Die Hochzeit {name}: %n Dateien warten seit {time} auf {place}.</numerusform>
      </translation>
    </message>
    <message>
      <source>Unlock it with the passphrase.</source>
      <translation>Mit dem Passwort entsperren.</translation>
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
    <message>
      <source>{one} or {other}</source>
      <translation>{one} oder {other}</translation>
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
    <name>Storage</name>
    <message numerus="yes">
      <source>%n recovery points</source>
      <translation>
        <numerusform>%n Sicherungspunkt</numerusform>
        <numerusform>%n Sicherungspunkte</numerusform>
      </translation>
    </message>
    <message>
      <source>Add a place…</source>
      <translation>Ort hinzufügen …</translation>
    </message>
    <message>
      <source>Being tried out: this takes seconds, on a slow place minutes.</source>
      <translation>Wird ausprobiert: das dauert Sekunden, an einem langsamen Ort Minuten.</translation>
    </message>
    <message>
      <source>Change access key…</source>
      <translation>Zugriffsschlüssel ändern…</translation>
    </message>
    <message>
      <source>Copy to it now</source>
      <translation>Jetzt dorthin kopieren</translation>
    </message>
    <message>
      <source>Edit {name}</source>
      <translation>{name} bearbeiten</translation>
    </message>
    <message>
      <source>Edit…</source>
      <translation>Bearbeiten …</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Heal it</source>
      <translation>Heilen</translation>
    </message>
    <message>
      <source>Its marker is looked at.</source>
      <translation>Sein Kennzeichen wird angesehen.</translation>
    </message>
    <message>
      <source>More</source>
      <translation>Mehr</translation>
    </message>
    <message>
      <source>More for {name}</source>
      <translation>Mehr für {name}</translation>
    </message>
    <message>
      <source>Points</source>
      <translation>Punkte</translation>
    </message>
    <message>
      <source>Probe it again</source>
      <translation>Noch einmal ausprobieren</translation>
    </message>
    <message>
      <source>Read from</source>
      <translation>Gelesen von</translation>
    </message>
    <message>
      <source>Remove…</source>
      <translation>Entfernen …</translation>
    </message>
    <message>
      <source>Repair its marker</source>
      <translation>Sein Kennzeichen erneuern</translation>
    </message>
    <message>
      <source>The marker of {name} was good: nothing was written.</source>
      <translation>Das Kennzeichen von {name} war gut: nichts wurde geschrieben.</translation>
    </message>
    <message numerus="yes">
      <source>The marker of {name} was written anew. It holds %n points.</source>
      <translation>
        <numerusform>Das Kennzeichen von {name} wurde neu geschrieben. Dort liegt %n Punkt.</numerusform>
        <numerusform>Das Kennzeichen von {name} wurde neu geschrieben. Dort liegen %n Punkte.</numerusform>
      </translation>
    </message>
    <message>
      <source>There is no second place yet: if this machine is lost, so is the vault. Add one.</source>
      <translation>Noch gibt es keinen zweiten Ort: geht dieser Rechner verloren, dann auch der Tresor. Einen hinzufügen.</translation>
    </message>
    <message>
      <source>Try again now</source>
      <translation>Jetzt erneut versuchen</translation>
    </message>
    <message>
      <source>Vault on this machine</source>
      <translation>Tresor auf diesem Rechner</translation>
    </message>
    <message>
      <source>Verify…</source>
      <translation>Prüfen …</translation>
    </message>
    <message>
      <source>local · where every backup goes first</source>
      <translation>lokal · hierhin geht jede Sicherung zuerst</translation>
    </message>
    <message>
      <source>none on this machine</source>
      <translation>keiner auf diesem Rechner</translation>
    </message>
    <message>
      <source>{name} was tried out again.</source>
      <translation>{name} wurde noch einmal ausprobiert.</translation>
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
    <message>
      <source>d MMM</source>
      <translation>d. MMM</translation>
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
      <source>Add a place…</source>
      <translation>Ort hinzufügen …</translation>
    </message>
    <message>
      <source>Add the folder of a wedding: its first backup starts at once.</source>
      <translation>Den Ordner einer Hochzeit hinzufügen: die erste Sicherung beginnt sofort.</translation>
    </message>
    <message>
      <source>Oldest reading: {time}</source>
      <translation>Älteste Lesung: {time}</translation>
    </message>
    <message>
      <source>Open {name}</source>
      <translation>{name} öffnen</translation>
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
      <translation>Mit einer Hochzeit beginnen.</translation>
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
      <translation>zurückgelesen und verglichen: {places}</translation>
    </message>
    <message>
      <source>read back yet</source>
      <translation>bisher zurückgelesen</translation>
    </message>
  </context>
  <context>
    <name>Tray</name>
    <message>
      <source>Backups stand still</source>
      <translation>Die Sicherung steht still</translation>
    </message>
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
      <source>The engine is not running: nothing is being backed up.
Click: start it.</source>
      <translation>Der Dienst läuft nicht: nichts wird gesichert.
Klick: starten.</translation>
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
      <translation>Erst das Passwort eingeben.</translation>
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
      <source>Paused: the backup begins as soon as work goes on.</source>
      <translation>Angehalten: die Sicherung beginnt, sobald die Arbeit weitergeht.</translation>
    </message>
    <message>
      <source>Read copies back, and heal</source>
      <translation>Kopien zurücklesen und heilen</translation>
    </message>
    <message>
      <source>Reading back from {place}, and healing what is damaged.</source>
      <translation>Liest zurück von {place} und heilt Beschädigtes.</translation>
    </message>
    <message>
      <source>Reading back from {place}.</source>
      <translation>Liest zurück von {place}.</translation>
    </message>
    <message>
      <source>Ready for Saturday?</source>
      <translation>Bereit für Samstag?</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Save the kit…</source>
      <translation>Mappe aufheben …</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Zeigen</translation>
    </message>
    <message>
      <source>Show the calendar</source>
      <translation>Kalender zeigen</translation>
    </message>
    <message>
      <source>Show the list</source>
      <translation>Liste zeigen</translation>
    </message>
    <message>
      <source>Show the place</source>
      <translation>Ort zeigen</translation>
    </message>
    <message>
      <source>Show the wedding</source>
      <translation>Hochzeit zeigen</translation>
    </message>
    <message>
      <source>Try again now</source>
      <translation>Jetzt erneut versuchen</translation>
    </message>
    <message>
      <source>Trying {place} again.</source>
      <translation>Neuer Versuch bei {place}.</translation>
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
    <name>Verify</name>
    <message numerus="yes">
      <source>%n damaged</source>
      <translation>
        <numerusform>%n beschädigt</numerusform>
        <numerusform>%n beschädigt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n did not come back equal</source>
      <translation>
        <numerusform>%n kam nicht gleich zurück</numerusform>
        <numerusform>%n kamen nicht gleich zurück</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n failed</source>
      <translation>
        <numerusform>%n fehlgeschlagen</numerusform>
        <numerusform>%n fehlgeschlagen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files</source>
      <translation>
        <numerusform>%n Datei</numerusform>
        <numerusform>%n Dateien</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n healed</source>
      <translation>
        <numerusform>%n geheilt</numerusform>
        <numerusform>%n geheilt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n pieces at {place}</source>
      <translation>
        <numerusform>%n Stück bei {place}</numerusform>
        <numerusform>%n Stücke bei {place}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n pieces damaged</source>
      <translation>
        <numerusform>%n Stück beschädigt</numerusform>
        <numerusform>%n Stücke beschädigt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n places</source>
      <translation>
        <numerusform>%n Ort</numerusform>
        <numerusform>%n Orten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n places damaged</source>
      <translation>
        <numerusform>%n Ort beschädigt</numerusform>
        <numerusform>%n Orte beschädigt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n weddings at {places}, at-risk first</source>
      <translation>
        <numerusform>%n Hochzeit an {places}, gefährdete zuerst</numerusform>
        <numerusform>%n Hochzeiten an {places}, gefährdete zuerst</numerusform>
      </translation>
    </message>
    <message>
      <source>A verification runs: see what it finds first.</source>
      <translation>Eine Prüfung läuft: erst sehen, was sie findet.</translation>
    </message>
    <message>
      <source>As soon as a wedding is backed up, it is listed here with all its copies.</source>
      <translation>Sobald eine Hochzeit gesichert ist, steht sie hier mit allen ihren Kopien.</translation>
    </message>
    <message>
      <source>Damage</source>
      <translation>Schaden</translation>
    </message>
    <message>
      <source>Drill</source>
      <translation>Übung</translation>
    </message>
    <message>
      <source>Drill now…</source>
      <translation>Jetzt üben …</translation>
    </message>
    <message>
      <source>Drill: restores it into a scratch folder, compares it, and measures the time</source>
      <translation>Übung: stellt probeweise wieder her, vergleicht, misst die Zeit</translation>
    </message>
    <message>
      <source>Drill: {good} of {all} files restored and matched, {size} in {time}</source>
      <translation>Übung: {good} von {all} Dateien wiederhergestellt und gleich, {size} in {time}</translation>
    </message>
    <message>
      <source>Drills</source>
      <translation>Übungen</translation>
    </message>
    <message>
      <source>Found</source>
      <translation>Gefunden</translation>
    </message>
    <message>
      <source>Found, and good again</source>
      <translation>Gefunden und wieder gut</translation>
    </message>
    <message>
      <source>Heal it</source>
      <translation>Heilen</translation>
    </message>
    <message>
      <source>Heal it: {place}</source>
      <translation>Heilen: {place}</translation>
    </message>
    <message>
      <source>Healed</source>
      <translation>Geheilt</translation>
    </message>
    <message>
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <source>Last: {time}. {words}.</source>
      <translation>Zuletzt: {time}. {words}.</translation>
    </message>
    <message>
      <source>Left</source>
      <translation>Übrig</translation>
    </message>
    <message>
      <source>No copy, by plan</source>
      <translation>Keine Kopie, so gewollt</translation>
    </message>
    <message>
      <source>No drill was run yet: only a drill shows how fast a wedding comes back.</source>
      <translation>Noch keine Übung: erst eine Übung zeigt, wie schnell eine Hochzeit zurückkommt.</translation>
    </message>
    <message>
      <source>Nothing there yet</source>
      <translation>Dort noch nichts</translation>
    </message>
    <message>
      <source>Nothing was read back yet</source>
      <translation>Noch nichts zurückgelesen</translation>
    </message>
    <message>
      <source>Of what</source>
      <translation>Wovon</translation>
    </message>
    <message>
      <source>Outcome</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>Present</source>
      <translation>Vorhanden</translation>
    </message>
    <message numerus="yes">
      <source>Present: %n pieces looked for by name and size</source>
      <translation>
        <numerusform>Vorhanden: %n Stück nach Name und Größe gesucht</numerusform>
        <numerusform>Vorhanden: %n Stücke nach Name und Größe gesucht</numerusform>
      </translation>
    </message>
    <message>
      <source>Present: looks whether everything is there, by name and size</source>
      <translation>Vorhanden: sieht nach, ob alles da ist, nach Name und Größe</translation>
    </message>
    <message>
      <source>Read back</source>
      <translation>Gelesen</translation>
    </message>
    <message>
      <source>Read back: reads everything and compares it, bit for bit</source>
      <translation>Gelesen: liest alles zurück und vergleicht es, Bit für Bit</translation>
    </message>
    <message>
      <source>Read back: {read} of {all} pieces ({size}), {how}</source>
      <translation>Gelesen: {read} von {all} Stücken ({size}), {how}</translation>
    </message>
    <message>
      <source>Run now…</source>
      <translation>Jetzt prüfen …</translation>
    </message>
    <message>
      <source>Running now</source>
      <translation>Läuft gerade</translation>
    </message>
    <message>
      <source>There is nothing to verify yet.</source>
      <translation>Es gibt noch nichts zu prüfen.</translation>
    </message>
    <message>
      <source>Time to get {what} back from {place}, measured</source>
      <translation>Zeit, bis {what} von {place} zurück ist, gemessen</translation>
    </message>
    <message>
      <source>Vault here</source>
      <translation>Tresor hier</translation>
    </message>
    <message>
      <source>Verifications, the newest first</source>
      <translation>Prüfungen, die neuesten zuerst</translation>
    </message>
    <message>
      <source>Wedding</source>
      <translation>Hochzeit</translation>
    </message>
    <message>
      <source>Weddings and places</source>
      <translation>Hochzeiten und Orte</translation>
    </message>
    <message>
      <source>What</source>
      <translation>Was</translation>
    </message>
    <message>
      <source>What is listed</source>
      <translation>Was aufgeführt ist</translation>
    </message>
    <message>
      <source>What was read</source>
      <translation>Was gelesen wurde</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>Wo</translation>
    </message>
    <message>
      <source>Without a wedding</source>
      <translation>Ohne Hochzeit</translation>
    </message>
    <message>
      <source>all matched</source>
      <translation>alles gleich</translation>
    </message>
    <message>
      <source>all there</source>
      <translation>alles da</translation>
    </message>
    <message>
      <source>all weddings</source>
      <translation>alle Hochzeiten</translation>
    </message>
    <message>
      <source>from the medium itself</source>
      <translation>vom Medium selbst</translation>
    </message>
    <message>
      <source>from the medium, its cache emptied before</source>
      <translation>vom Medium, Zwischenspeicher vorher geleert</translation>
    </message>
    <message>
      <source>from the server</source>
      <translation>vom Server</translation>
    </message>
    <message>
      <source>from this computer's cache, not from the medium</source>
      <translation>aus dem Zwischenspeicher dieses Rechners, nicht vom Medium</translation>
    </message>
    <message>
      <source>from {places}</source>
      <translation>Quelle: {places}</translation>
    </message>
    <message>
      <source>never</source>
      <translation>nie</translation>
    </message>
    <message>
      <source>no file of yours: the program's own records</source>
      <translation>keine Foto-Datei: eigene Aufzeichnungen des Programms</translation>
    </message>
    <message>
      <source>none healed</source>
      <translation>0 geheilt</translation>
    </message>
    <message>
      <source>none known</source>
      <translation>keiner bekannt</translation>
    </message>
    <message>
      <source>not by this reading</source>
      <translation>nicht bei dieser Lesung</translation>
    </message>
    <message>
      <source>nothing had to be read</source>
      <translation>nichts war zu lesen</translation>
    </message>
    <message>
      <source>oldest read {time}</source>
      <translation>älteste Lesung {time}</translation>
    </message>
    <message>
      <source>part never read</source>
      <translation>teils nie gelesen</translation>
    </message>
    <message>
      <source>{healed} of {all}</source>
      <translation>{healed} von {all}</translation>
    </message>
    <message>
      <source>{percent} of what is stored was read back and matched, from {places}</source>
      <translation>{percent} des Abgelegten zurückgelesen und gleich ({places})</translation>
    </message>
    <message>
      <source>{percent} of {what}</source>
      <translation>{percent} von: {what}</translation>
    </message>
    <message>
      <source>{percent} read, all matched</source>
      <translation>{percent} gelesen, alles gleich</translation>
    </message>
    <message>
      <source>{time}, reading back {what}</source>
      <translation>{time}, beim Lesen: {what}</translation>
    </message>
    <message>
      <source>{words}; the oldest reading: {time}</source>
      <translation>{words}; älteste Lesung: {time}</translation>
    </message>
    <message>
      <source>{words}; the rest not</source>
      <translation>{words}; der Rest nicht</translation>
    </message>
  </context>
  <context>
    <name>Wedding</name>
    <message>
      <source>Add it</source>
      <translation>Hinzufügen</translation>
    </message>
    <message>
      <source>All day</source>
      <translation>Ganztägig</translation>
    </message>
    <message>
      <source>Anna 1200
second shooter 600
drone</source>
      <translation>Anna 1200
Zweitfotograf 600
Drohne</translation>
    </message>
    <message>
      <source>Begins</source>
      <translation>Beginn</translation>
    </message>
    <message>
      <source>Cameras and people expected to bring photos, one in each line</source>
      <translation>Kameras und Personen, von denen Fotos erwartet werden, je Zeile eine</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Contract</source>
      <translation>Vertrag</translation>
    </message>
    <message>
      <source>Couple</source>
      <translation>Paar</translation>
    </message>
    <message>
      <source>Edit {name}</source>
      <translation>{name} bearbeiten</translation>
    </message>
    <message>
      <source>Ends</source>
      <translation>Ende</translation>
    </message>
    <message>
      <source>Expected photos</source>
      <translation>Erwartete Fotos</translation>
    </message>
    <message>
      <source>First day</source>
      <translation>Erster Tag</translation>
    </message>
    <message>
      <source>Gallery promised for</source>
      <translation>Galerie zugesagt zum</translation>
    </message>
    <message>
      <source>Guests</source>
      <translation>Gäste</translation>
    </message>
    <message>
      <source>It ends before it begins</source>
      <translation>Das Ende liegt vor dem Beginn</translation>
    </message>
    <message>
      <source>It is being saved.</source>
      <translation>Wird gespeichert …</translation>
    </message>
    <message>
      <source>Its name is still missing</source>
      <translation>Der Name fehlt noch</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>Letzter Tag</translation>
    </message>
    <message>
      <source>New wedding</source>
      <translation>Neue Hochzeit</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>Notizen</translation>
    </message>
    <message>
      <source>Photographers</source>
      <translation>Fotografen</translation>
    </message>
    <message>
      <source>Place on the map</source>
      <translation>Koordinaten der Location</translation>
    </message>
    <message>
      <source>Rose Hall, or Anna &amp; Ben</source>
      <translation>Gut Rosenhof oder Anna &amp; Ben</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>The calendar says: {what}</source>
      <translation>Im Kalender steht: {what}</translation>
    </message>
    <message>
      <source>Time zone</source>
      <translation>Zeitzone</translation>
    </message>
    <message>
      <source>Time zone of the venue</source>
      <translation>Zeitzone der Location</translation>
    </message>
    <message>
      <source>Type latitude and longitude as 51.48, -0.61.</source>
      <translation>Breite und Länge als 51.48, -0.61 eingeben.</translation>
    </message>
    <message>
      <source>Type the day as 2026-08-01: year, month, day.</source>
      <translation>Den Tag als 2026-08-01 eingeben: Jahr, Monat, Tag.</translation>
    </message>
    <message>
      <source>Venue</source>
      <translation>Location</translation>
    </message>
    <message>
      <source>What you call it</source>
      <translation>Name der Hochzeit</translation>
    </message>
    <message>
      <source>What you type wins over the calendar. What you leave, or empty, follows it.</source>
      <translation>Was hier eingetragen wird, gilt vor dem Kalender. Was unverändert bleibt oder geleert wird, folgt dem Kalender.</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>as at the studio</source>
      <translation>wie im Studio</translation>
    </message>
    <message>
      <source>latitude, longitude: 51.48, -0.61</source>
      <translation>Breite, Länge: 51.48, -0.61</translation>
    </message>
    <message>
      <source>names, with commas between them</source>
      <translation>Namen, durch Kommas getrennt</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>nicht bekannt</translation>
    </message>
    <message>
      <source>to</source>
      <translation>bis</translation>
    </message>
    <message>
      <source>{name} is in the calendar of weddings.</source>
      <translation>{name} steht jetzt im Hochzeitskalender.</translation>
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
      <source>{there} of %n places away from this laptop</source>
      <translation>
        <numerusform>{there} von %n Ort außerhalb dieses Laptops</numerusform>
        <numerusform>{there} von %n Orten außerhalb dieses Laptops</numerusform>
      </translation>
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
      <source>Studio Backup: set-up</source>
      <translation>Studio Backup: Einrichtung</translation>
    </message>
    <message>
      <source>The engine is not running: nothing is being backed up.</source>
      <translation>Der Dienst läuft nicht: nichts wird gesichert.</translation>
    </message>
    <message>
      <source>The engine is starting.</source>
      <translation>Der Dienst startet gerade.</translation>
    </message>
    <message>
      <source>The vault is locked: nothing is being backed up until it is unlocked.</source>
      <translation>Der Tresor ist gesperrt: nichts wird gesichert, bis er entsperrt ist.</translation>
    </message>
    <message>
      <source>What is shown is of {time}.</source>
      <translation>Die Anzeige ist von {time}.</translation>
    </message>
    <message>
      <source>{page} – Studio Backup</source>
      <translation>{page} – Studio Backup</translation>
    </message>
  </context>
</TS>
