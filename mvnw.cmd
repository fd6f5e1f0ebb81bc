@echo off
rem Runs Maven in the version this project is built with, as ./mvnw does elsewhere. Needs JDK 25 in JAVA_HOME, and Windows 10 or
rem later for curl, tar and certutil. It was not run on Windows by those who wrote it: please tell how it went.
setlocal

set "MAVEN_VERSION=3.9.16"
set "MAVEN_SHA512=831a8591fe20c8243b1dbe7d71e3244f31d1665b0804b2e825e38cbbe5ce0cafb8338851f90780735568773e0a6cd07bbec107cda0b896b008b861075358b6f6"

if not defined JAVA_HOME (
  echo Penstock needs JDK 25 or newer: install one, for example Eclipse Temurin 25, and set JAVA_HOME to it. 1>&2
  exit /b 1
)
if not exist "%JAVA_HOME%\bin\javac.exe" (
  echo JAVA_HOME is %JAVA_HOME%, which is no JDK: set it to JDK 25 or newer. 1>&2
  exit /b 1
)

if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "MAVEN_DIR=%MAVEN_USER_HOME%\wrapper"
set "MAVEN_RUN=%MAVEN_DIR%\apache-maven-%MAVEN_VERSION%"
set "ARCHIVE=%MAVEN_DIR%\apache-maven-%MAVEN_VERSION%-bin.tar.gz"
if exist "%MAVEN_RUN%\bin\mvn.cmd" goto run

echo Fetching Maven %MAVEN_VERSION%, once. 1>&2
if not exist "%MAVEN_DIR%" mkdir "%MAVEN_DIR%"
curl -fsSL -o "%ARCHIVE%" "https://archive.apache.org/dist/maven/maven-3/%MAVEN_VERSION%/binaries/apache-maven-%MAVEN_VERSION%-bin.tar.gz"
if errorlevel 1 (
  echo Maven cannot be fetched: check the network. 1>&2
  exit /b 1
)
certutil -hashfile "%ARCHIVE%" SHA512 | findstr /i /x "%MAVEN_SHA512%" >nul
if errorlevel 1 (
  del "%ARCHIVE%"
  echo The Maven that was fetched is not the one this project knows. Nothing was installed. 1>&2
  exit /b 1
)
tar -xzf "%ARCHIVE%" -C "%MAVEN_DIR%"
if errorlevel 1 exit /b 1
del "%ARCHIVE%"

:run
call "%MAVEN_RUN%\bin\mvn.cmd" %*
exit /b %ERRORLEVEL%
