package cloud.broom.cli.stack;

import cloud.broom.aws.Aws;
import cloud.broom.aws.DynamoLetters;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.aws.LambdaWaker;
import cloud.broom.aws.LetterLine;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.run.Letter;
import java.util.List;
import java.util.Optional;

/** Calls that were given up. */
public final class Letters {
    private final Aws aws;
    private final Stack stack;
    private final DynamoLetters letters;
    private final DynamoRuns runs;

    Letters(Aws aws, Stack stack) {
        this.aws = aws;
        this.stack = stack;
        this.letters = new DynamoLetters(aws.dynamoDb(), stack.table());
        this.runs = new DynamoRuns(aws.dynamoDb(), stack.table());
    }

    /** The last of them, newest first. */
    public List<LetterLine> recent(int atMost) {
        return Troubles.telling("read table " + stack.table(), () -> letters.recent(atMost));
    }

    /** One of them, if it is kept. */
    public Optional<Letter> find(String id) {
        return Troubles.telling("read letter " + id + " in table " + stack.table(), () -> runs.letter(id));
    }

    /**
     * Sends a call once more, for its function to take when it can, and notes that.
     *
     * @throws Trouble if the function cannot be called
     */
    public void redrive(Letter letter) {
        Troubles.telling("call function " + letter.function(), () -> {
            new LambdaWaker(aws.lambda()).call(letter.payload(), letter.function());
            return letter;
        });
        Troubles.telling("write table " + stack.table(), () -> {
            letters.redriven(letter.id());
            return letter;
        });
    }
}
