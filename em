#!/bin/sh
# Runs the em4j command line: at the root of a checkout, which it builds if a source is newer than the jar, or in bin/ of a
# release. Then becomes the JVM.
set -eu

refuse() {
  status=$1
  shift
  printf 'em: %s\n' "$*" >&2
  exit "$status"
}

# The file at the end of a chain of symbolic links (readlink -f is not everywhere).
target_of() {
  path=$1
  while [ -L "$path" ]; do
    link=$(readlink "$path")
    case $link in
      /*) path=$link ;;
      *) path=${path%/*}/$link ;;
    esac
  done
  printf '%s\n' "$path"
}

case $0 in
  */*) self=$(target_of "$0") ;;
  *) self=$(target_of "./$0") ;; # sh em
esac
home=$(CDPATH='' cd -P -- "${self%/*}" && pwd)
unpacked= target=$home/em-cli/target
[ -d "$home/em-cli" ] || unpacked=-Dem4j.command=em target=${home%/*}

if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
  [ -x "$java" ] || refuse 127 "JAVA_HOME is $JAVA_HOME, which has no bin/java; set it to a JDK, version 17 or later."
else
  java=$(command -v java) || refuse 127 "no java found; install a JDK, version 17 or later, or set JAVA_HOME to one."
fi

# Reading the JDK's release file is free; asking java costs a start of the JVM.
real=$(target_of "$java")
release=${real%/bin/java}/release
version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release" 2>/dev/null) || :
build=$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$release" 2>/dev/null) || :
if [ -z "$version" ]; then
  said=$("$java" -version 2>&1) || :
  version=$(printf '%s\n' "$said" | sed -n 's/^.* version "\([0-9]*\).*/\1/p')
  build=$(printf '%s\n' "$said" | sed -n 's/^.*Runtime Environment.*(build \(.*\))/\1/p')
fi
[ "${version:-0}" -ge 17 ] || refuse 127 "$java is Java ${version:-of no known version}; em4j needs 17 or later."

# Only who asks for a cluster needs Spark, and what is built with it.
spark= modules=em-cli
for word in "$@"; do
  case $word in
    --master | --master=*)
      [ -z "$unpacked" ] || refuse 2 '--master needs a checkout of em4j, which builds what Spark takes (docs/spark.md).'
      [ ! -d "${SPARK_HOME:-}/jars" ] || spark=$home/em-spark/target/em-spark.jar modules=em-cli,em-spark
      ;;
  esac
done

is_old() {
  [ ! -f "$1" ] || [ -n "$(find "$home"/pom.xml "$home"/em-*/pom.xml "$home"/em-*/src/main "$home"/papers "$home"/data \
    -newer "$1" -print -quit 2>/dev/null)" ]
}

jar=$target/em-cli.jar
for built in "$jar" ${spark:+"$spark"}; do
  if [ -z "$unpacked" ] && is_old "$built"; then
    echo 'em: building; the first time this takes a minute or more.' >&2
    (cd "$home" && ./mvnw --quiet --batch-mode -pl $modules -am -Dmaven.test.skip=true package) </dev/null >&2 ||
      refuse 126 'the build failed, see above.'
  fi
done

# JavaCPP reads memory through sun.misc.Unsafe, of which these JVMs warn.
unsafe=
[ "$version" -lt 24 ] || unsafe=--sun-misc-unsafe-memory-access=allow

# Classes as the build has seen them loaded, archived by this very JVM; an archive that is not of this JVM and jar would be
# refused, and the JVM's own with it. A release is archived at its first start, if its owner starts it, and moved into place
# because JVM 17 crashes on half an archive; an empty one says that it could not be.
archive=$target/em-cli-$build.jsa
if [ -n "$unpacked" ] && [ ! -e "$archive" ] && [ -w "$target" ]; then
  "$java" -Xshare:dump -XX:SharedClassListFile="$target/lib/classes" -XX:SharedArchiveFile="$archive.$$" -jar "$jar" \
    >/dev/null 2>&1 </dev/null || rm -f "$archive.$$"
  [ -f "$archive.$$" ] || : >"$archive.$$"
  mv -f "$archive.$$" "$archive"
fi
if [ -s "$archive" ] && [ -z "$(find "$jar" -newer "$archive")" ]; then
  archive=-XX:SharedArchiveFile=$archive
else
  archive=
fi

# Only the shell knows whether somebody is looking at standard error.
terminal=
[ ! -t 2 ] || terminal=-Dem4j.terminal=true

# The heap follows what is alive, and a process takes little more than its table; who has chosen a collector keeps it
# (docs/tables.md).
heap='-XX:+UseSerialGC -XX:NewRatio=8 -XX:InitialRAMPercentage=0.25 -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10'
case ${JDK_JAVA_OPTIONS:-}${JAVA_TOOL_OPTIONS:-} in
  *GC*) heap= ;;
esac

# With a cluster, Spark's jars come first: it takes no other Jackson than its own, and logs its own way. Native kernels stay at home, as
# executors do not have them. Spark wants these packages of Java opened.
if [ -n "$spark" ]; then
  classes=$SPARK_HOME/jars/*:$spark:$target/classes
  for each in "$target"/lib/*.jar; do
    case ${each##*/} in
      em-nd4j* | nd4j* | javacpp* | openblas* | jackson* | slf4j*) ;;
      *) classes=$classes:$each ;;
    esac
  done
  options=--add-exports=java.base/jdk.internal.module=ALL-UNNAMED
  for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
    java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
    options="$options --add-opens=java.base/$package=ALL-UNNAMED"
  done
  exec "$java" $heap $unsafe $terminal $options -Xlog:disable '-Xlog:all=warning:stderr' -cp "$classes" org.em4j.cli.Main "$@"
fi

# A small table is done before the second compiler has paid for itself: it takes a third of all work then, and the code
# that waits for it is slower. What repeats a fit hundreds of times waits.
compiler=
for argument in "$@"; do
  case $argument in
    *bootstrap* | --replicates* | --restarts* | --draws* | --likelihood-ratio*)
      compiler=
      break
      ;;
    -*) continue ;;
  esac
  [ -f "$argument" ] || continue
  if [ -z "$(find -L "$argument" -size -32769c)" ]; then
    compiler=
    break
  fi
  compiler=-XX:TieredStopAtLevel=1
done
case ${JDK_JAVA_OPTIONS:-}${JAVA_TOOL_OPTIONS:-} in
  *Tiered*) compiler= ;;
esac

# Threads are em4j's own; BLAS under them gets one. Standard output carries data, so what the JVM has to say goes to
# standard error, and nothing is said of class-data archives.
OMP_NUM_THREADS=1 exec "$java" $heap $compiler $unsafe $terminal $unpacked -Xlog:disable "-Xlog:all=warning,cds*=off:stderr" \
  ${archive:+"$archive"} -jar "$jar" "$@"
