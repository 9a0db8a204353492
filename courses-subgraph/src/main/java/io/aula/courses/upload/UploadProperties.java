package io.aula.courses.upload;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of uploads.
 *
 * @param scratch where bytes wait until they are whole
 * @param quotaBytes what one person may keep
 * @param reserveBytes free space that uploads never take
 * @param keep how long an upload waits for its next byte
 */
@ConfigurationProperties("aula.upload")
record UploadProperties(Path scratch, DataSize maxBytes, DataSize quotaBytes, DataSize reserveBytes, Duration keep) {}
