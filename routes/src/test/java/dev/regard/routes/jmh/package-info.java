/** What is measured one call at a time: {@code mvn -q -Pjmh -DskipTests -pl routes -am test -Djmh="Decide|CardDocument"}. */
package dev.regard.routes.jmh;
