; Installs for the person who runs it: no administrator is asked, the engine and its start at login are a person's own.
; makensis /DVERSION=… /DPROGRAM=the program's folder /DOUTPUT=the installer; see build.cmd.
Unicode true
!include LogicLib.nsh
SetCompressor /SOLID lzma
RequestExecutionLevel user
Name "Studio Backup"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Studio Backup"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\StudioBackup"

Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

; The engine of this person's home ends at its safe point: what was acknowledged is safe. A window, or the engine of
; another home, keeps the programs open: then the person is asked to end it, and nothing is replaced before that.
!macro MAKE_ROOM PREFIX
Function ${PREFIX}EngineStop
    ${If} ${FileExists} "$INSTDIR\studio-backup.exe"
        nsExec::Exec '"$INSTDIR\studio-backup.exe" engine stop'
        Pop $0
    ${EndIf}
FunctionEnd
Function ${PREFIX}MakeRoom
    Call ${PREFIX}EngineStop
    ${For} $1 1 2
        StrCpy $2 "$INSTDIR\studio-backup.exe"
        ${If} $1 = 2
            StrCpy $2 "$INSTDIR\studio-backup-window.exe"
        ${EndIf}
        ${If} ${FileExists} $2
            again:
            ClearErrors
            FileOpen $0 $2 a
            ${If} ${Errors}
                MessageBox MB_RETRYCANCEL "Studio Backup is still running. Quit it in the tray, then try again." IDRETRY again
                Abort
            ${EndIf}
            FileClose $0
        ${EndIf}
    ${Next}
FunctionEnd
!macroend
!insertmacro MAKE_ROOM ""
!insertmacro MAKE_ROOM "un."

Section
    Call MakeRoom
    RMDir /r "$INSTDIR\lib"
    SetOutPath "$INSTDIR"
    File /r "${PROGRAM}\*.*"
    CreateShortcut "$SMPROGRAMS\Studio Backup.lnk" "$INSTDIR\studio-backup-window.exe"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Studio Backup"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\studio-backup-window.exe"
    WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    ; An engine that was to start at login starts now too: the installation may have ended it.
    ReadRegStr $0 HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "studio-backup-engine"
    ${If} $0 != ""
        nsExec::Exec '"$INSTDIR\studio-backup.exe" engine start'
        Pop $0
    ${EndIf}
SectionEnd

; Removes the program, its menu entry and its start at login. Vaults, recovery kits and the program's folder in the
; profile (settings, catalog) stay: they are the person's.
Section Uninstall
    Call un.MakeRoom
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "studio-backup-engine"
    DeleteRegKey HKCU "${UNINSTALL}"
    Delete "$SMPROGRAMS\Studio Backup.lnk"
    RMDir /r "$INSTDIR\lib"
    Delete "$INSTDIR\studio-backup.exe"
    Delete "$INSTDIR\studio-backup-window.exe"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
SectionEnd
