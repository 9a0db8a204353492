/**
 * From what a file is to what will be made of it: pure decisions over records, without files, clocks or native code.
 * It refuses sources that are absurd before anything is decoded.
 */
@NullMarked
package io.aula.transcoder.ladder;

import org.jspecify.annotations.NullMarked;
