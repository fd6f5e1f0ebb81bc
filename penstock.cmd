@echo off
rem Runs the command penstock from this source tree; builds it on first use. After a change of the sources, delete
rem cli\target\penstock.jar. It was not run on Windows by those who wrote it: please tell how it went.
setlocal

set "ROOT=%~dp0"
set "JAR=%ROOT%cli\target\penstock.jar"
if exist "%JAR%" goto run

echo Building Penstock, which takes a minute or two. 1>&2
call "%ROOT%mvnw.cmd" -q -B -f "%ROOT%pom.xml" -pl cli -am package -DskipTests
if errorlevel 1 exit /b 1

:run
if not exist "%JAVA_HOME%\bin\java.exe" (
  echo Penstock needs JDK 25 or newer: set JAVA_HOME to it. 1>&2
  exit /b 1
)
"%JAVA_HOME%\bin\java.exe" --enable-native-access=ALL-UNNAMED %PENSTOCK_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
