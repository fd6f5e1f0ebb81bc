/**
 * Downloads and opens what photo and document pickers send, and trusts none of it. Begin with
 * {@link dev.penstock.media.MediaDecryptor}.
 */
@NullMarked
package dev.penstock.media;

import org.jspecify.annotations.NullMarked;
