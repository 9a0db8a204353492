/**
 * The child process: probes, decodes and encodes one source with GStreamer, writes into one scratch folder and speaks
 * JSON lines. It is the only package that loads native code; the worker knows of it the request, the events and nothing
 * else. It has no network, no store and no broker.
 */
@NullMarked
package io.aula.transcoder.pipeline;

import org.jspecify.annotations.NullMarked;
