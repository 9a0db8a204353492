package io.aula.courses.video;

import io.aula.platform.id.VideoId;

/** The files of a video are gone and its row is about to go: whatever hangs on it goes first, within the transaction. */
public record VideoPurged(VideoId videoId) {}
