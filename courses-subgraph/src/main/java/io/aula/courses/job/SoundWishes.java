package io.aula.courses.job;

import io.aula.platform.id.VideoId;

/** What those who show a video want of its sound. */
public interface SoundWishes {
    /** Whether it is brought to one loudness. */
    boolean wantsLoudness(VideoId videoId);
}
