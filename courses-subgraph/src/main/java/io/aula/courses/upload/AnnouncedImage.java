package io.aula.courses.upload;

import io.aula.courses.image.CropRect;
import io.aula.courses.image.ImagePurpose;
import org.jspecify.annotations.Nullable;

/** What is said of a picture before its first byte. */
record AnnouncedImage(
        ImagePurpose purpose,
        String filename,
        long bytes,
        String mimeType,
        @Nullable String sha256,
        @Nullable CropRect crop,
        String background) {}
