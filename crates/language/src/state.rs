//! The state of a parse is a stack, a buffer and the arcs so far (arc-hybrid system: a word leaves the stack when it
//! gets its head, which is the next word of the buffer or the one below it on the stack).

/// Words are numbered from 1; 0 is none and the root stands at the end of the buffer.
pub(crate) type Id = u32;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Move {
    Shift,
    /// The top of the stack hangs on the next word.
    Left,
    /// The top of the stack hangs on the word below it.
    Right,
}

impl Move {
    pub(crate) const ALL: [Move; 3] = [Move::Shift, Move::Left, Move::Right];
}

/// Arcs of one word: its head, its two outermost dependants on each side, how many there are.
#[derive(Clone, Copy, Default)]
pub(crate) struct Arcs {
    pub head: Id,
    pub left: [Id; 2],
    pub right: [Id; 2],
    pub lefts: u32,
    pub rights: u32,
}

#[derive(Default)]
pub(crate) struct State {
    pub words: u32,
    pub stack: Vec<Id>,
    /// The next word of the buffer.
    pub next: Id,
    pub arcs: Vec<Arcs>,
}

impl State {
    pub(crate) fn reset(&mut self, words: usize) {
        self.words = words as u32;
        self.stack.clear();
        self.next = 1;
        self.arcs.clear();
        self.arcs.resize(words + 2, Arcs::default());
    }

    pub(crate) fn root(&self) -> Id {
        self.words + 1
    }

    pub(crate) fn done(&self) -> bool {
        self.next == self.root() && self.stack.is_empty()
    }

    /// One word only hangs on the root.
    pub(crate) fn allowed(&self) -> [bool; 3] {
        let depth = self.stack.len();
        let words_left = self.next <= self.words;
        [words_left, depth >= 1 && (words_left || depth == 1), depth >= 2]
    }

    /// The word `d` below the top of the stack; 0 when there is none.
    #[inline]
    pub(crate) fn below(&self, d: usize) -> Id {
        let depth = self.stack.len();
        if depth > d { self.stack[depth - 1 - d] } else { 0 }
    }

    #[inline]
    pub(crate) fn ahead(&self, d: u32) -> Id {
        let id = self.next + d;
        if id <= self.root() { id } else { 0 }
    }

    pub(crate) fn apply(&mut self, m: Move) {
        match m {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Left => {
                if let Some(d) = self.stack.pop() {
                    let head = &mut self.arcs[self.next as usize];
                    head.left = [d, head.left[0]];
                    head.lefts += 1;
                    self.arcs[d as usize].head = self.next;
                }
            }
            Move::Right => {
                if let Some(d) = self.stack.pop() {
                    let h = self.below(0);
                    let head = &mut self.arcs[h as usize];
                    head.right = [d, head.right[0]];
                    head.rights += 1;
                    self.arcs[d as usize].head = h;
                }
            }
        }
    }
}
