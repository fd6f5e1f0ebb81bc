package dev.penstock.simulator.phone;

import dev.penstock.simulator.phone.PatternStep.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Compiles a pattern. Repeats are written out, so the size of the program bounds what counted repeats can cost. */
final class PatternProgram {

    private static final int MAX_STEPS = 20_000;

    /** Counted over a program and the pieces inside it. */
    private final int[] size;

    private final List<PatternStep> steps = new ArrayList<>();

    private PatternProgram(int[] size) {
        this.size = size;
    }

    /**
     * Compiles a pattern.
     *
     * @throws PatternReader.NoPattern if the program would be too long
     */
    static List<PatternStep> of(PatternNode pattern) {
        return of(pattern, new int[1]);
    }

    private static List<PatternStep> of(PatternNode pattern, int[] size) {
        var program = new PatternProgram(size);
        program.write(pattern);
        program.add(new PatternStep.Done());
        return Collections.unmodifiableList(program.steps);
    }

    private int add(PatternStep step) {
        count();
        steps.add(step);
        return steps.size() - 1;
    }

    private void count() {
        size[0]++;
        if (size[0] > MAX_STEPS) {
            throw new PatternReader.NoPattern();
        }
    }

    private void write(PatternNode node) {
        switch (node) {
            case PatternNode.One one -> add(new PatternStep.Take(one.kind(), one.cost()));
            case PatternNode.Sequence sequence -> sequence.parts().forEach(this::write);
            case PatternNode.Choice choice -> write(choice);
            case PatternNode.Group group -> {
                add(new PatternStep.Keep(group.number() * 2));
                write(group.inner());
                add(new PatternStep.Keep(group.number() * 2 + 1));
            }
            case PatternNode.Repeat repeat -> write(repeat);
            case PatternNode.Look look ->
                add(new PatternStep.Piece(
                        of(look.inner(), size), look.isAhead() ? Kind.AHEAD : Kind.BEHIND, look.isWanted()));
            case PatternNode.Atomic atomic -> add(new PatternStep.Piece(of(atomic.inner(), size), Kind.ATOMIC, true));
            case PatternNode.Back back -> add(new PatternStep.Again(back.group() * 2, back.ignoresCase()));
            case PatternNode.Place place -> add(new PatternStep.At(place.where()));
        }
    }

    private void write(PatternNode.Choice choice) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < choice.ways().size() - 1; i++) {
            int split = add(new PatternStep.Done());
            write(choice.ways().get(i));
            ends.add(add(new PatternStep.Done()));
            steps.set(split, new PatternStep.Split(split + 1, steps.size()));
        }
        write(choice.ways().getLast());
        ends.forEach(end -> steps.set(end, new PatternStep.Jump(steps.size())));
    }

    private void write(PatternNode.Repeat repeat) {
        for (int i = 0; i < repeat.least(); i++) {
            count(); // also where nothing is written, as for an empty group
            write(repeat.inner());
        }
        if (repeat.most() < 0) {
            loop(repeat);
            return;
        }
        List<Integer> exits = new ArrayList<>();
        for (int i = repeat.least(); i < repeat.most(); i++) {
            exits.add(add(new PatternStep.Done()));
            write(repeat.inner());
        }
        for (int exit : exits) {
            steps.set(exit, split(exit + 1, steps.size(), repeat.isGreedy()));
        }
    }

    private void loop(PatternNode.Repeat repeat) {
        int slot = PatternReader.MAX_GROUPS * 2 + size[0]; // of this loop alone
        int split = add(new PatternStep.Done());
        add(new PatternStep.Keep(slot));
        write(repeat.inner());
        add(new PatternStep.Moved(slot));
        add(new PatternStep.Jump(split));
        steps.set(split, split(split + 1, steps.size(), repeat.isGreedy()));
    }

    private static PatternStep split(int into, int past, boolean isGreedy) {
        return isGreedy ? new PatternStep.Split(into, past) : new PatternStep.Split(past, into);
    }
}
