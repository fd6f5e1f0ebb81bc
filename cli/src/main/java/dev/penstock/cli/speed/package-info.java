/** {@code penstock speed}: what this machine can do. */
@NullMarked
package dev.penstock.cli.speed;

import org.jspecify.annotations.NullMarked;
