/** Caption files of strangers, SubRip and WebVTT: read by code of our own, within bounds, and written. Knows no video. */
@NullMarked
package io.aula.courses.captions.file;

import org.jspecify.annotations.NullMarked;
