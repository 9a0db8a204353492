package io.aula.transcoder;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.aula.devstack.testing.Dependencies;
import io.aula.devstack.testing.HouseRules;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "io.aula.transcoder", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_LOOK_DOWN_ONLY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("worker")
            .definedBy("..worker..")
            .layer("job")
            .definedBy("..job..")
            .layer("storage")
            .definedBy("..storage..")
            .layer("pipeline")
            .definedBy("..pipeline..")
            .layer("speech")
            .definedBy("..speech..")
            .layer("image")
            .definedBy("..image..")
            .layer("model")
            .definedBy("..model..")
            .layer("packaging")
            .definedBy("..packaging..")
            .layer("ladder")
            .definedBy("..ladder..")
            .whereLayer("worker")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("job")
            .mayOnlyBeAccessedByLayers("worker")
            .whereLayer("storage")
            .mayOnlyBeAccessedByLayers("job", "worker")
            .whereLayer("speech")
            .mayOnlyBeAccessedByLayers("job", "storage")
            .whereLayer("image")
            .mayOnlyBeAccessedByLayers("job", "worker")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("speech", "job", "worker")
            .whereLayer("pipeline")
            .mayOnlyBeAccessedByLayers("job", "storage", "speech");

    @ArchTest
    static final ArchRule ONLY_THE_CHILD_LOADS_NATIVE_CODE = noClasses()
            .that()
            .resideOutsideOfPackage("..pipeline..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.freedesktop.gstreamer..");

    @ArchTest
    static final ArchRule ONLY_THE_RECOGNISER_SEES_A_POINTER = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("NativeWhisper")
            .and()
            .haveSimpleNameNotStartingWith("Whisper")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.foreign..");

    @ArchTest
    static final ArchRule A_MODEL_IS_FETCHED_WITH_THE_JDK_ALONE = noClasses()
            .that()
            .resideInAPackage("..model..")
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "io.aula.transcoder.model..");

    @ArchTest
    static final ArchRule THE_CHILD_KNOWS_NEITHER_BROKER_NOR_STORE = noClasses()
            .that()
            .resideInAnyPackage("..pipeline..", "..speech..", "..image..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.rabbitmq..", "io.aula.media");

    @ArchTest
    static final ArchRule DECISIONS_ARE_PURE = noClasses()
            .that()
            .resideInAPackage("..ladder..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio..", "com.rabbitmq..", "io.aula.media..");

    /** A worker makes its clock; files are swept by what the file system stamped on them, which is the machine's time. */
    @ArchTest
    static final ArchRule TIME_IS_ASKED_OF_THE_CLOCK_THAT_IS_GIVEN =
            HouseRules.timeIsAskedOfTheClockThatIsGiven("Worker", "WorkerMain", "ModelFetch");

    @Test
    void nothingIsAskedForThatNobodyUses() {
        assertThat(Dependencies.unused("logback-classic", "whisper-jni")).isEmpty();
    }
}
