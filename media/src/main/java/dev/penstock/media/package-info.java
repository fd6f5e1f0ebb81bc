/** Media: downloads and opens what photo and document pickers send, and trusts none of it. */
@NullMarked
package dev.penstock.media;

import org.jspecify.annotations.NullMarked;
