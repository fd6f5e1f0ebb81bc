/** What keeps log lines that strangers can cause from filling a disk. For Penstock's own modules. */
@NullMarked
package dev.penstock.log;

import org.jspecify.annotations.NullMarked;
