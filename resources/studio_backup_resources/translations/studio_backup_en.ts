<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>Activity</name>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>and %n more</numerusform>
        <numerusform>and %n more</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Assign</name>
    <message numerus="yes">
      <source>%n folders were assigned anew.</source>
      <translation>
        <numerusform>%n folder was assigned anew.</numerusform>
        <numerusform>%n folders were assigned anew.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Bookings</name>
    <message numerus="yes">
      <source>%Ln backups to copy</source>
      <translation>
        <numerusform>%Ln backup to copy</numerusform>
        <numerusform>%Ln backups to copy</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln files</source>
      <translation>
        <numerusform>%Ln file</numerusform>
        <numerusform>%Ln files</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln papers</source>
      <translation>
        <numerusform>%Ln paper</numerusform>
        <numerusform>%Ln papers</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln photo</numerusform>
        <numerusform>%Ln photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln videos</source>
      <translation>
        <numerusform>%Ln video</numerusform>
        <numerusform>%Ln videos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n at risk</source>
      <translation>
        <numerusform>%n at risk</numerusform>
        <numerusform>%n at risk</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n critical</source>
      <translation>
        <numerusform>%n critical</numerusform>
        <numerusform>%n critical</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n days</source>
      <translation>
        <numerusform>%n day</numerusform>
        <numerusform>%n days</numerusform>
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
      <source>%n in an emergency</source>
      <translation>
        <numerusform>%n in an emergency</numerusform>
        <numerusform>%n in an emergency</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n min</source>
      <translation>
        <numerusform>%n min</numerusform>
        <numerusform>%n min</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n places</source>
      <translation>
        <numerusform>%n place</numerusform>
        <numerusform>%n places</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>All %n papers</source>
      <translation>
        <numerusform>The %n paper</numerusform>
        <numerusform>All %n papers</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>All %n videos</source>
      <translation>
        <numerusform>The %n video</numerusform>
        <numerusform>All %n videos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Show %n…</source>
      <translation>
        <numerusform>Show %n…</numerusform>
        <numerusform>Show %n…</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Your %n folders are backed up already.</source>
      <translation>
        <numerusform>Your %n folder is backed up already.</numerusform>
        <numerusform>Your %n folders are backed up already.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{share}, from %n places</source>
      <translation>
        <numerusform>{share}, from %n place</numerusform>
        <numerusform>{share}, from %n places</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{whole} of %n complete</source>
      <translation>
        <numerusform>{whole} of %n complete</numerusform>
        <numerusform>{whole} of %n complete</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Calendars</name>
    <message numerus="yes">
      <source>%Ln more events are not shown.</source>
      <translation>
        <numerusform>%Ln more event is not shown.</numerusform>
        <numerusform>%Ln more events are not shown.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n weddings</source>
      <translation>
        <numerusform>%n wedding</numerusform>
        <numerusform>%n weddings</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>and %n more</numerusform>
        <numerusform>and %n more</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{weddings} among %n events. Is one wrong? Tick or untick it.</source>
      <translation>
        <numerusform>{weddings} among %n event. Is it wrong? Tick or untick it.</numerusform>
        <numerusform>{weddings} among %n events. Is one wrong? Tick or untick it.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{weddings} of %n events</source>
      <translation>
        <numerusform>{weddings} of %n event</numerusform>
        <numerusform>{weddings} of %n events</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Clocks</name>
    <message numerus="yes">
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln photo</numerusform>
        <numerusform>%Ln photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n days</source>
      <translation>
        <numerusform>%n day</numerusform>
        <numerusform>%n days</numerusform>
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
  </context>
  <context>
    <name>Days</name>
    <message numerus="yes">
      <source>%n backed up</source>
      <translation>
        <numerusform>%n backed up</numerusform>
        <numerusform>%n backed up</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n with an issue</source>
      <translation>
        <numerusform>%n with an issue</numerusform>
        <numerusform>%n with an issue</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n without a backup</source>
      <translation>
        <numerusform>%n without a backup</numerusform>
        <numerusform>%n without a backup</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{day}: %n files backed up, {size} stored</source>
      <translation>
        <numerusform>{day}: %n file backed up, {size} stored</numerusform>
        <numerusform>{day}: %n files backed up, {size} stored</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{day}: %n jobs failed</source>
      <translation>
        <numerusform>{day}: %n job failed</numerusform>
        <numerusform>{day}: %n jobs failed</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Facts</name>
    <message numerus="yes">
      <source>%Ln recovery points of it are older than its policy keeps them.</source>
      <translation>
        <numerusform>%Ln recovery point of it is older than its policy keeps it.</numerusform>
        <numerusform>%Ln recovery points of it are older than its policy keeps them.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>The next %Ln points would go on {day}.</source>
      <translation>
        <numerusform>The next %Ln point would go on {day}.</numerusform>
        <numerusform>The next %Ln points would go on {day}.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Finder</name>
    <message numerus="yes">
      <source>%n files found</source>
      <translation>
        <numerusform>%n file found</numerusform>
        <numerusform>%n files found</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>The first %n files; type more to narrow it.</source>
      <translation>
        <numerusform>The first file; type more to narrow it.</numerusform>
        <numerusform>The first %n files; type more to narrow it.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FirstRun</name>
    <message numerus="yes">
      <source>%Ln files</source>
      <translation>
        <numerusform>%Ln file</numerusform>
        <numerusform>%Ln files</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln photo</numerusform>
        <numerusform>%Ln photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln videos</source>
      <translation>
        <numerusform>%Ln video</numerusform>
        <numerusform>%Ln videos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n folders are watched again.</source>
      <translation>
        <numerusform>%n folder is watched again.</numerusform>
        <numerusform>%n folders are watched again.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n steps</source>
      <translation>
        <numerusform>%n step</numerusform>
        <numerusform>%n steps</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n steps, under 3 minutes</source>
      <translation>
        <numerusform>%n step, under 3 minutes</numerusform>
        <numerusform>%n steps, under 3 minutes</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n weddings are in this vault.</source>
      <translation>
        <numerusform>%n wedding is in this vault.</numerusform>
        <numerusform>%n weddings are in this vault.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>First backup: about %n h, if all is read as fast as the vault takes it.</source>
      <translation>
        <numerusform>First backup: about %n h, if all is read as fast as the vault takes it.</numerusform>
        <numerusform>First backup: about %n h, if all is read as fast as the vault takes it.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>First backup: about %n min, if all is read as fast as the vault takes it.</source>
      <translation>
        <numerusform>First backup: about %n min, if all is read as fast as the vault takes it.</numerusform>
        <numerusform>First backup: about %n min, if all is read as fast as the vault takes it.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Folders</name>
    <message numerus="yes">
      <source>%n are left out, by these rules:</source>
      <translation>
        <numerusform>%n is left out, by these rules:</numerusform>
        <numerusform>%n are left out, by these rules:</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files wait since {time}</source>
      <translation>
        <numerusform>%n file waits since {time}</numerusform>
        <numerusform>%n files wait since {time}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Its %n recovery points stay in the vault and can be restored.</source>
      <translation>
        <numerusform>Its one recovery point stays in the vault and can be restored.</numerusform>
        <numerusform>Its %n recovery points stay in the vault and can be restored.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>More than %n files wait since {time}</source>
      <translation>
        <numerusform>More than %n file waits since {time}</numerusform>
        <numerusform>More than %n files wait since {time}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Told from %n earlier backups.</source>
      <translation>
        <numerusform>Told from %n earlier backup.</numerusform>
        <numerusform>Told from %n earlier backups.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>about %n h</source>
      <translation>
        <numerusform>about %n h</numerusform>
        <numerusform>about %n h</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>about %n min</source>
      <translation>
        <numerusform>about %n min</numerusform>
        <numerusform>about %n min</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>and %n more</numerusform>
        <numerusform>and %n more</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Jobs</name>
    <message numerus="yes">
      <source>%n min</source>
      <translation>
        <numerusform>%n min</numerusform>
        <numerusform>%n min</numerusform>
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
        <numerusform>%n warning</numerusform>
        <numerusform>%n warnings</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Begun %n times</source>
      <translation>
        <numerusform>Begun %n time</numerusform>
        <numerusform>Begun %n times</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Tried %n times, again at {time}</source>
      <translation>
        <numerusform>Tried %n time, again at {time}</numerusform>
        <numerusform>Tried %n times, again at {time}</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Kit</name>
    <message numerus="yes">
      <source>Last tried %n days ago. Look whether you still find it, and try it.</source>
      <translation>
        <numerusform>Last tried %n day ago. Look whether you still find it, and try it.</numerusform>
        <numerusform>Last tried %n days ago. Look whether you still find it, and try it.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{studio} · {size} · %n recovery points</source>
      <translation>
        <numerusform>{studio} · {size} · %n recovery point</numerusform>
        <numerusform>{studio} · {size} · %n recovery points</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Matching</name>
    <message numerus="yes">
      <source>%Ln could not be read</source>
      <translation>
        <numerusform>%Ln could not be read</numerusform>
        <numerusform>%Ln could not be read</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln of them before its clock was set</source>
      <translation>
        <numerusform>%Ln of them before its clock was set</numerusform>
        <numerusform>%Ln of them before its clock was set</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos and videos</source>
      <translation>
        <numerusform>%Ln photo or video</numerusform>
        <numerusform>%Ln photos and videos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n folders with photos belong to no wedding yet</source>
      <translation>
        <numerusform>%n folder with photos belongs to no wedding yet</numerusform>
        <numerusform>%n folders with photos belong to no wedding yet</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>(or %n others)</source>
      <translation>
        <numerusform>(or %n other)</numerusform>
        <numerusform>(or %n others)</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{camera}: %Ln photos</source>
      <translation>
        <numerusform>{camera}: %Ln photo</numerusform>
        <numerusform>{camera}: %Ln photos</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Month</name>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>and %n more</numerusform>
        <numerusform>and %n more</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Notices</name>
    <message numerus="yes">
      <source>%n things need a look</source>
      <translation>
        <numerusform>%n thing needs a look</numerusform>
        <numerusform>%n things need a look</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Places</name>
    <message numerus="yes">
      <source>%n files ({size}) wait since {time}</source>
      <translation>
        <numerusform>%n file ({size}) wait since {time}</numerusform>
        <numerusform>%n files ({size}) wait since {time}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n objects</source>
      <translation>
        <numerusform>%n object</numerusform>
        <numerusform>%n objects</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n places that hold a copy</source>
      <translation>
        <numerusform>%n place that holds a copy</numerusform>
        <numerusform>%n places that hold a copy</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Points</name>
    <message numerus="yes">
      <source>%Ln files</source>
      <translation>
        <numerusform>%Ln file</numerusform>
        <numerusform>%Ln files</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln files could not be read</source>
      <translation>
        <numerusform>%Ln file could not be read</numerusform>
        <numerusform>%Ln files could not be read</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln files fewer</source>
      <translation>
        <numerusform>%Ln file fewer</numerusform>
        <numerusform>%Ln files fewer</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln files more</source>
      <translation>
        <numerusform>%Ln file more</numerusform>
        <numerusform>%Ln files more</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln moments</source>
      <translation>
        <numerusform>%Ln moment</numerusform>
        <numerusform>%Ln moments</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Policies</name>
    <message numerus="yes">
      <source>%n folders use it</source>
      <translation>
        <numerusform>%n folder uses it</numerusform>
        <numerusform>%n folders use it</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n folders, and every one without another policy</source>
      <translation>
        <numerusform>%n folder, and every one without another policy</numerusform>
        <numerusform>%n folders, and every one without another policy</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>every %n days</source>
      <translation>
        <numerusform>every day</numerusform>
        <numerusform>every %n days</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>every %n h</source>
      <translation>
        <numerusform>every hour</numerusform>
        <numerusform>every %n h</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>every %n min</source>
      <translation>
        <numerusform>every minute</numerusform>
        <numerusform>every %n min</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Priority</name>
    <message numerus="yes">
      <source>%n copies</source>
      <translation>
        <numerusform>%n copy</numerusform>
        <numerusform>%n copies</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n kinds of media</source>
      <translation>
        <numerusform>%n kind of media</numerusform>
        <numerusform>%n kinds of media</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n places</source>
      <translation>
        <numerusform>%n place</numerusform>
        <numerusform>%n places</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Ready</name>
    <message numerus="yes">
      <source>%n things are not ready</source>
      <translation>
        <numerusform>%n thing is not ready</numerusform>
        <numerusform>%n things are not ready</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n things to do before {weddings}</source>
      <translation>
        <numerusform>%n thing to do before {weddings}</numerusform>
        <numerusform>%n things to do before {weddings}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>and %n more</numerusform>
        <numerusform>and %n more</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RemovePlace</name>
    <message numerus="yes">
      <source>%n other places have it</source>
      <translation>
        <numerusform>%n other place has it</numerusform>
        <numerusform>%n other places have it</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n recovery points there</source>
      <translation>
        <numerusform>%n recovery point there</numerusform>
        <numerusform>%n recovery points there</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n weddings would have one copy fewer.</source>
      <translation>
        <numerusform>%n wedding would have one copy fewer.</numerusform>
        <numerusform>%n weddings would have one copy fewer.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n would have none away from this machine.</source>
      <translation>
        <numerusform>%n would have none away from this machine.</numerusform>
        <numerusform>%n would have none away from this machine.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Restore</name>
    <message numerus="yes">
      <source>%n already there</source>
      <translation>
        <numerusform>%n already there</numerusform>
        <numerusform>%n already there</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n are gone already.</source>
      <translation>
        <numerusform>%n are gone already.</numerusform>
        <numerusform>%n are gone already.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n deleted</source>
      <translation>
        <numerusform>%n deleted</numerusform>
        <numerusform>%n deleted</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files</source>
      <translation>
        <numerusform>%n file</numerusform>
        <numerusform>%n files</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files come from an older point</source>
      <translation>
        <numerusform>%n file come from an older point</numerusform>
        <numerusform>%n files come from an older point</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files hold nothing that could come back</source>
      <translation>
        <numerusform>%n file hold nothing that could come back</numerusform>
        <numerusform>%n files hold nothing that could come back</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files no place can give now</source>
      <translation>
        <numerusform>%n file no place can give now</numerusform>
        <numerusform>%n files no place can give now</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n folders</source>
      <translation>
        <numerusform>%n folder</numerusform>
        <numerusform>%n folders</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n found</source>
      <translation>
        <numerusform>%n found</numerusform>
        <numerusform>%n found</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n identical: skipped</source>
      <translation>
        <numerusform>%n identical: skipped</numerusform>
        <numerusform>%n identical: skipped</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n kept beside what is there</source>
      <translation>
        <numerusform>%n kept beside what is there</numerusform>
        <numerusform>%n kept beside what is there</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n left as they are</source>
      <translation>
        <numerusform>%n left as they are</numerusform>
        <numerusform>%n left as they are</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n more</source>
      <translation>
        <numerusform>%n more</numerusform>
        <numerusform>%n more</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n photos</source>
      <translation>
        <numerusform>%n photo</numerusform>
        <numerusform>%n photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n put back</source>
      <translation>
        <numerusform>%n put back</numerusform>
        <numerusform>%n put back</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n replaced</source>
      <translation>
        <numerusform>%n replaced</numerusform>
        <numerusform>%n replaced</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n replaced files are put back.</source>
      <translation>
        <numerusform>%n replaced file are put back.</numerusform>
        <numerusform>%n replaced files are put back.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n restored files were edited since, so nothing is undone:</source>
      <translation>
        <numerusform>%n restored file was edited since, so nothing is undone:</numerusform>
        <numerusform>%n restored files were edited since, so nothing is undone:</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n selected</source>
      <translation>
        <numerusform>%n selected</numerusform>
        <numerusform>%n selected</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n skipped</source>
      <translation>
        <numerusform>%n skipped</numerusform>
        <numerusform>%n skipped</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n stored objects are damaged</source>
      <translation>
        <numerusform>%n stored objects are damaged</numerusform>
        <numerusform>%n stored objects are damaged</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n things could not be fetched.</source>
      <translation>
        <numerusform>%n file could not be fetched.</numerusform>
        <numerusform>%n files could not be fetched.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n versions</source>
      <translation>
        <numerusform>%n version</numerusform>
        <numerusform>%n versions</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Replace %n files?</source>
      <translation>
        <numerusform>Replace %n file?</numerusform>
        <numerusform>Replace %n files?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Undo removes %n restored files and folders.</source>
      <translation>
        <numerusform>Undo removes %n restored file and folder.</numerusform>
        <numerusform>Undo removes %n restored files and folders.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Undone: %n removed</source>
      <translation>
        <numerusform>Undone: %n removed</numerusform>
        <numerusform>Undone: %n removed</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>about %n h</source>
      <translation>
        <numerusform>about %n h</numerusform>
        <numerusform>about %n h</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>about %n min</source>
      <translation>
        <numerusform>about %n min</numerusform>
        <numerusform>about %n min</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>about %n s</source>
      <translation>
        <numerusform>about %n s</numerusform>
        <numerusform>about %n s</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>and %n more</numerusform>
        <numerusform>and %n more</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>in %n recovery points, the last of {time}</source>
      <translation>
        <numerusform>in %n recovery point, the last of {time}</numerusform>
        <numerusform>in %n recovery points, the last of {time}</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Running</name>
    <message numerus="yes">
      <source>%n files so far</source>
      <translation>
        <numerusform>%n file so far</numerusform>
        <numerusform>%n files so far</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{done} of %n files</source>
      <translation>
        <numerusform>{done} of %n file</numerusform>
        <numerusform>{done} of %n files</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Safety</name>
    <message numerus="yes">
      <source>%n copies</source>
      <translation>
        <numerusform>%n copy</numerusform>
        <numerusform>%n copies</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n kinds of media</source>
      <translation>
        <numerusform>%n kind of media</numerusform>
        <numerusform>%n kinds of media</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n not read back yet</source>
      <translation>
        <numerusform>%n not read back yet</numerusform>
        <numerusform>%n not read back yet</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n off-site</source>
      <translation>
        <numerusform>%n off-site</numerusform>
        <numerusform>%n off-site</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>3-2-1 is met for {met} of %n weddings</source>
      <translation>
        <numerusform>3-2-1 is met for {met} of %n wedding</numerusform>
        <numerusform>3-2-1 is met for {met} of %n weddings</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Met for all %n</source>
      <translation>
        <numerusform>Met for it</numerusform>
        <numerusform>Met for all %n</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Not met for %n</source>
      <translation>
        <numerusform>Not met for %n</numerusform>
        <numerusform>Not met for %n</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{there} of %n copies</source>
      <translation>
        <numerusform>{there} of %n copy</numerusform>
        <numerusform>{there} of %n copies</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{there} of %n kinds of media</source>
      <translation>
        <numerusform>{there} of %n kind of media</numerusform>
        <numerusform>{there} of %n kinds of media</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Standing</name>
    <message numerus="yes">
      <source>%n files are being backed up.</source>
      <translation>
        <numerusform>%n file is being backed up.</numerusform>
        <numerusform>%n files are being backed up.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files wait for {place} since {time}.</source>
      <translation>
        <numerusform>%n file waits for {place} since {time}.</numerusform>
        <numerusform>%n files wait for {place} since {time}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>All %n folders are protected.</source>
      <translation>
        <numerusform>The folder is protected.</numerusform>
        <numerusform>All %n folders are protected.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>All %n weddings are protected.</source>
      <translation>
        <numerusform>The wedding is protected.</numerusform>
        <numerusform>All %n weddings are protected.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>All is copied; %n stored pieces are still to be read back.</source>
      <translation>
        <numerusform>All is copied; %n stored piece is still to be read back.</numerusform>
        <numerusform>All is copied; %n stored pieces are still to be read back.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>The wedding {name}: %n files wait for {place} since {time}.</source>
      <translation>
        <numerusform>The wedding {name}: %n file waits for {place} since {time}.</numerusform>
        <numerusform>The wedding {name}: %n files wait for {place} since {time}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{place} cannot be reached. %n files wait for it.</source>
      <translation>
        <numerusform>{place} cannot be reached. %n file waits for it.</numerusform>
        <numerusform>{place} cannot be reached. %n files wait for it.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Storage</name>
    <message numerus="yes">
      <source>%n recovery points</source>
      <translation>
        <numerusform>%n recovery point</numerusform>
        <numerusform>%n recovery points</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>The marker of {name} was written anew. It holds %n points.</source>
      <translation>
        <numerusform>The marker of {name} was written anew. It holds %n point.</numerusform>
        <numerusform>The marker of {name} was written anew. It holds %n points.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Times</name>
    <message numerus="yes">
      <source>%n days ago</source>
      <translation>
        <numerusform>%n day ago</numerusform>
        <numerusform>%n days ago</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n h ago</source>
      <translation>
        <numerusform>%n h ago</numerusform>
        <numerusform>%n h ago</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n min ago</source>
      <translation>
        <numerusform>%n min ago</numerusform>
        <numerusform>%n min ago</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n months ago</source>
      <translation>
        <numerusform>%n month ago</numerusform>
        <numerusform>%n months ago</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>about %n h left</source>
      <translation>
        <numerusform>about %n h left</numerusform>
        <numerusform>about %n h left</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>about %n min left</source>
      <translation>
        <numerusform>about %n min left</numerusform>
        <numerusform>about %n min left</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>in %n days</source>
      <translation>
        <numerusform>in %n day</numerusform>
        <numerusform>in %n days</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>in %n h</source>
      <translation>
        <numerusform>in %n h</numerusform>
        <numerusform>in %n h</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>in %n min</source>
      <translation>
        <numerusform>in %n min</numerusform>
        <numerusform>in %n min</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Today</name>
    <message numerus="yes">
      <source>%n more</source>
      <translation>
        <numerusform>%n more</numerusform>
        <numerusform>%n more</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n more wait their turn</source>
      <translation>
        <numerusform>%n more waits its turn</numerusform>
        <numerusform>%n more wait their turn</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n more, all protected</source>
      <translation>
        <numerusform>%n more, all protected</numerusform>
        <numerusform>%n more, all protected</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Part of %n copies was never read back.</source>
      <translation>
        <numerusform>Part of %n copy was never read back.</numerusform>
        <numerusform>Part of %n copies was never read back.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Verbs</name>
    <message numerus="yes">
      <source>Backing up %n folders.</source>
      <translation>
        <numerusform>Backing up %n folder.</numerusform>
        <numerusform>Backing up %n folders.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Verify</name>
    <message numerus="yes">
      <source>%n damaged</source>
      <translation>
        <numerusform>%n damaged</numerusform>
        <numerusform>%n damaged</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n did not come back equal</source>
      <translation>
        <numerusform>%n did not come back equal</numerusform>
        <numerusform>%n did not come back equal</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n failed</source>
      <translation>
        <numerusform>%n failed</numerusform>
        <numerusform>%n failed</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files</source>
      <translation>
        <numerusform>%n file</numerusform>
        <numerusform>%n files</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n healed</source>
      <translation>
        <numerusform>%n healed</numerusform>
        <numerusform>%n healed</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n pieces at {place}</source>
      <translation>
        <numerusform>%n piece at {place}</numerusform>
        <numerusform>%n pieces at {place}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n pieces damaged</source>
      <translation>
        <numerusform>%n piece damaged</numerusform>
        <numerusform>%n pieces damaged</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n places</source>
      <translation>
        <numerusform>%n place</numerusform>
        <numerusform>%n places</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n places damaged</source>
      <translation>
        <numerusform>%n place damaged</numerusform>
        <numerusform>%n places damaged</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n weddings at {places}, at-risk first</source>
      <translation>
        <numerusform>%n wedding at {places}, at-risk first</numerusform>
        <numerusform>%n weddings at {places}, at-risk first</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Present: %n pieces looked for by name and size</source>
      <translation>
        <numerusform>Present: %n piece looked for by name and size</numerusform>
        <numerusform>Present: %n pieces looked for by name and size</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Weddings</name>
    <message numerus="yes">
      <source>%n files could not be read</source>
      <translation>
        <numerusform>%n file could not be read</numerusform>
        <numerusform>%n files could not be read</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files, in every place, not all read back yet</source>
      <translation>
        <numerusform>%n file, in every place, not all read back yet</numerusform>
        <numerusform>%n files, in every place, not all read back yet</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n files, in every place, read back</source>
      <translation>
        <numerusform>%n file, in every place, read back</numerusform>
        <numerusform>%n files, in every place, read back</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n pieces damaged or missing</source>
      <translation>
        <numerusform>%n piece damaged or missing</numerusform>
        <numerusform>%n pieces damaged or missing</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{there} of %n places away from this laptop</source>
      <translation>
        <numerusform>{there} of %n place away from this laptop</numerusform>
        <numerusform>{there} of %n places away from this laptop</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{waiting} of %n backups to copy</source>
      <translation>
        <numerusform>{waiting} of %n backup to copy</numerusform>
        <numerusform>{waiting} of %n backups to copy</numerusform>
      </translation>
    </message>
  </context>
</TS>
