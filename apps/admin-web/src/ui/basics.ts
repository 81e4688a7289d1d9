/** The building blocks that screens use as they are; everything with a shape of its own has a file beside this one. */
export {
  ActionIcon,
  Alert,
  Badge,
  Button,
  Checkbox,
  Group,
  Kbd,
  Loader,
  NativeSelect,
  PasswordInput,
  Radio,
  type RadioGroupProps,
  Select,
  type SelectProps,
  Skeleton,
  Stack,
  Tabs,
  Text,
  Textarea,
  TextInput,
  Title,
  UnstyledButton,
  useMantineColorScheme as useColorScheme,
  VisuallyHidden,
} from '@mantine/core';
export { useForm, type UseFormReturnType as Form } from '@mantine/form';
export { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
