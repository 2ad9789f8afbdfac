interface FreshProps {
  readonly text: string;
}

/**
 * A figure that changes while it is read: put anew when it does, so that a browser counts nothing as moved when it gets
 * another digit and stands at the right end of its room.
 */
export function Fresh({ text }: FreshProps) {
  return <span key={text}>{text}</span>;
}
