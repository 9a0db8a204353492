/**
 * The long-lived process: takes one message at a time, claims its job from courses, runs it and tells the broker how it
 * ended. It loads no native code and holds no state: a worker that dies leaves an unacked message and a checkpoint.
 */
@NullMarked
package io.aula.transcoder.worker;

import org.jspecify.annotations.NullMarked;
