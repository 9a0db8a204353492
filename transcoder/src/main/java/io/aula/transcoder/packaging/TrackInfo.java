package io.aula.transcoder.packaging;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** What the header of a track says; width and height are 0 for sound, rate and channels are 0 for pictures. */
public record TrackInfo(String name, String codec, int width, int height, int timescale, int rate, int channels) {

    @JsonIgnore
    public boolean isVideo() {
        return width > 0;
    }
}
