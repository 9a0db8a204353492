/**
 * What a job leaves behind: its outputs under {@code media/{videoId}/{fence}/} and its checkpoint under {@code
 * media/work/{jobId}/}, both in the object store, so that any worker on any machine can go on.
 */
@NullMarked
package io.aula.transcoder.storage;

import org.jspecify.annotations.NullMarked;
