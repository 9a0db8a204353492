/**
 * One job from claim to result: runs the child process, brings its files into the store, keeps the checkpoint and
 * reports. Knows neither the broker (it reports through a port) nor GStreamer (that lives in the child).
 */
@NullMarked
package io.aula.transcoder.job;

import org.jspecify.annotations.NullMarked;
