@echo off
rem Builds dist\studio-backup-VERSION-setup.exe. Needs Python 3.11 or newer, NSIS 3 (makensis on the path), a network.
setlocal
cd /d "%~dp0..\.."
set work=%CD%\build\windows
if not exist "%work%\venv\Scripts\python.exe" py -3 -m venv "%work%\venv" || exit /b 1
set python=%work%\venv\Scripts\python.exe
"%python%" -m pip install --quiet --constraint installers\constraints.txt pyinstaller . || exit /b 1
"%python%" -m pip install --quiet --force-reinstall --no-deps . || exit /b 1
cd /d "%work%"
"%python%" -I -m PyInstaller --noconfirm --log-level WARN --distpath frozen --workpath pyinstaller "%~dp0studio-backup.spec" || exit /b 1
for /f %%v in ('"%python%" -I -c "import studio_backup; print(studio_backup.VERSION)"') do set version=%%v
if not exist "%~dp0..\..\dist" mkdir "%~dp0..\..\dist"
makensis /V2 /DVERSION=%version% "/DPROGRAM=%work%\frozen\studio-backup" "/DOUTPUT=%~dp0..\..\dist\studio-backup-%version%-setup.exe" "%~dp0studio-backup.nsi"
