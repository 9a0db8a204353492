package io.aula.courses.captions;

/** Where the words of a track come from. */
public enum Origin {
    UPLOADED,
    WHISPER,
    MACHINE_TRANSLATED,
    EDITED
}
