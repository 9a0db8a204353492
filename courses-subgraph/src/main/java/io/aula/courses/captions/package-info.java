/**
 * The words of videos: asking workers to listen, taking in what they heard, cues that people edit, and putting both beside
 * the video's files. Hears nothing itself, and does not decide who may play a video.
 */
@NullMarked
package io.aula.courses.captions;

import org.jspecify.annotations.NullMarked;
