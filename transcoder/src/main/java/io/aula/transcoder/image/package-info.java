/**
 * From a picture that somebody sent to the sizes and formats that pages show: upright, cropped, laid on a background, in sRGB
 * and without any of its metadata. Runs in the child process; libvips does the work, in a process of its own.
 */
@NullMarked
package io.aula.transcoder.image;

import org.jspecify.annotations.NullMarked;
