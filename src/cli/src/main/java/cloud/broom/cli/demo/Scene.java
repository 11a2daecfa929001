package cloud.broom.cli.demo;

/** A part of a chapter with figures of its own. */
interface Scene {
    /** Does it, says what happens, and notes its figures. */
    void play(Stage stage);
}
