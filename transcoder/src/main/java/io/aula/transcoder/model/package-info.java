/**
 * Where the words of a recogniser come from: which model is wanted, the ways by which its file may be had, and the one
 * check that decides whether it is the right one. Needs nothing but the JDK, because {@code bin/up} runs it from its
 * source beside the build.
 */
@NullMarked
package io.aula.transcoder.model;

import org.jspecify.annotations.NullMarked;
