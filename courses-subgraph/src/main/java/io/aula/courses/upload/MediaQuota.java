package io.aula.courses.upload;

import java.util.Locale;

/**
 * What one person may keep.
 *
 * @param usedBytes of source files, the deleted ones with them
 * @param deletedBytes what deleting for good would free of that
 */
public record MediaQuota(long allowedBytes, long usedBytes, long deletedBytes) {
    private static final double GIGABYTE = 1 << 30;

    /** In a person's words, to a tenth, and never none. */
    static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", Math.max(0.1, bytes / GIGABYTE));
    }
}
