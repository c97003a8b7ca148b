@echo off
rem Runs the em4j command line: at the root of a checkout, which it builds if a source is newer than the jar, or in bin\ of a
rem release. Then starts the JVM.
setlocal
set "root=%~dp0"
set "target=%root%em-cli\target"
set "unpacked="
if not exist "%root%em-cli" (
  set "target=%root%.."
  set "unpacked=-Dem4j.command=em"
)
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"

rem Exits with the version of java, 0 if there is none, plus 100 if the jar is older than a source.
powershell -NoProfile -Command ^
  "$java = Get-Command $env:java -ErrorAction Ignore;" ^
  "$jar = Get-Item ($env:target + '\em-cli.jar') -ErrorAction Ignore;" ^
  "$sources = @(Get-Item ($env:root + 'pom.xml'), ($env:root + 'em-*\pom.xml') -ErrorAction Ignore);" ^
  "$sources += Get-ChildItem ($env:root + 'em-*\src\main'), ($env:root + 'papers'), ($env:root + 'data') -Recurse -ErrorAction Ignore;" ^
  "$stale = -not $jar -or ($sources | Where-Object LastWriteTime -gt $jar.LastWriteTime);" ^
  "exit ([int]$java.Version.Major + 100 * [bool]$stale)"
set /a "stale=%errorlevel% / 100, version=%errorlevel% %% 100"

if %version% lss 17 (
  echo em: "%java%" is not a Java of version 17 or later; install a JDK or set JAVA_HOME to one. >&2
  exit /b 127
)
if %stale% equ 1 (
  echo em: building; the first time this takes a minute or more. >&2
  pushd "%root%"
  call mvnw.cmd --quiet --batch-mode -pl em-cli -am -Dmaven.test.skip=true package <nul >&2 || (
    echo em: the build failed, see above. >&2
    exit /b 126
  )
  popd
)

rem As in the script for other systems, where the options are explained.
set "unsafe="
if %version% geq 24 set "unsafe=--sun-misc-unsafe-memory-access=allow"
set "heap=-XX:+UseSerialGC -XX:NewRatio=8 -XX:InitialRAMPercentage=0.25 -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10"
echo "%JDK_JAVA_OPTIONS%%JAVA_TOOL_OPTIONS%" | findstr GC >nul && set "heap="
set "OMP_NUM_THREADS=1"
set "archive="
for %%a in ("%target%\em-cli-*.jsa") do set "archive="-XX:SharedArchiveFile=%%~a""
"%java%" %heap% %unsafe% %unpacked% -Xlog:disable "-Xlog:all=warning,cds*=off:stderr" %archive% ^
  -jar "%target%\em-cli.jar" %*
exit /b %errorlevel%
