/**
 * The words of videos: tracks, their cues and versions, and who may change them. What is done with them are the packages
 * within, each of which reads and writes through this one; nobody else does. Does not decide who may play a video.
 */
@NullMarked
package io.aula.courses.captions;

import org.jspecify.annotations.NullMarked;
