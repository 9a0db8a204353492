package io.aula.courses.image;

/** What a picture is for; so the schema. */
public enum ImagePurpose {
    COVER,
    AVATAR,
    POSTER
}
