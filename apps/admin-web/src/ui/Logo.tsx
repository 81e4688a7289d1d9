/** The mark: a tree of three organizations in a rounded square. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect width="32" height="32" rx="8" fill="#3652bd" />
      <path
        d="M16 12.5v4.5M9.5 21v-1.5a2.5 2.5 0 0 1 2.5-2.5h8a2.5 2.5 0 0 1 2.5 2.5V21"
        fill="none"
        stroke="#b4c3f4"
        strokeWidth="2"
      />
      <circle cx="16" cy="9.5" r="3.5" fill="#fff" />
      <circle cx="9.5" cy="22.5" r="3" fill="#dbe3fb" />
      <circle cx="22.5" cy="22.5" r="3" fill="#dbe3fb" />
    </svg>
  );
}
